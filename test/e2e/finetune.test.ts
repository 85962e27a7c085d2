import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/data/weights/formats/checkpoint.ts';
import { hasRealGalaxies, type TwoKinds, twoKinds } from './pages/finetuneGalaxies.ts';
import { finetunePage, slow } from './pages/finetunePage.ts';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

const toLabel = 40;

describe(`fine-tuning a network on ${hasRealGalaxies ? 'real' : 'simulated'} galaxies`, () => {
  let visit: Visit;
  let page: Page;
  let galaxies: TwoKinds;
  let at: ReturnType<typeof finetunePage>;
  /** Figures of the run taught by hand. */
  let learnt: string;
  const errors: string[] = [];

  beforeAll(async () => {
    galaxies = await twoKinds();
    visit = await startVisit();
    page = await visit.page();
    page.on('pageerror', error => errors.push(error.message));
    at = finetunePage(page, visit.address, galaxies);
    await at.enter();
  });
  afterAll(() => visit?.end());

  it('labels forty of them by lasso and by key, and takes one back', async () => {
    await at.room().getByRole('radio', { name: 'Your own hand' }).click();
    for (const [i, name] of galaxies.names.entries()) {
      await at
        .room()
        .getByRole('button', { name: `Rename class ${i + 1}` })
        .click();
      await at.room().getByRole('textbox', { name: 'Name of the class' }).fill(name);
      await page.keyboard.press('Enter');
    }
    const together = await at.lasso(0.08, 0.12, 0.5, 0.98);
    expect(together).toBeGreaterThan(0);
    await page.keyboard.press('Shift+Digit1');
    await expect.poll(at.counts).toEqual([together, 0]);
    const seen = async () => (await at.kept()).map(([id, label]) => [id, galaxies.names[label]] as const);
    await expect.poll(async () => (await seen()).length).toBe(together);
    // Looked at one by one, those that are of the other kind are put right.
    for (const [id, label] of await seen()) {
      if (galaxies.truth.get(id) === label) continue;
      await at.find(id);
      await page.keyboard.press('2');
      await at.room().getByText('not labelled yet').waitFor(slow); // the next has come
    }
    for (let labelled = together; labelled < Math.max(toLabel, together + 4); labelled++) {
      if (labelled === together) {
        const { id } = at.inView();
        await at.room().getByRole('button', { name: 'Next galaxy' }).click();
        await expect.poll(() => at.inView().id, slow).not.toBe(id);
      }
      const { id, key } = at.inView();
      await page.keyboard.press(key);
      await expect.poll(() => at.inView().id, slow).not.toBe(id);
      if (labelled > together) continue;
      await page.keyboard.press('u'); // the first is taken back, and given again
      await expect.poll(() => at.inView().id, slow).toBe(id);
      await page.keyboard.press(key);
      await expect.poll(() => at.inView().id, slow).not.toBe(id);
    }
    await expect.poll(async () => (await at.kept()).length, slow).toBeGreaterThanOrEqual(toLabel); // on the disk
    expect(
      (await at.kept()).filter(([id, label]) => galaxies.truth.get(id) !== galaxies.names[label]),
    ).toEqual([]);
  });

  it('trains a head on them, and judges it on those it was not shown', async () => {
    await at.room().getByRole('button', { name: 'Go on to training' }).click();
    await at.room().getByRole('button', { name: 'Train head' }).click();
    await at.idle();
    await at.step('Learnt');
    await at.figures().getByText('Balanced accuracy').waitFor(slow);
    learnt = await at.figures().innerText();
    expect(Number(/Balanced accuracy\s+(\d+)/.exec(learnt)?.[1])).toBeGreaterThan(50); // the kinds are far apart
  });

  it('shows the galaxies of a cell of the confusion matrix, here and on the map', async () => {
    const [one] = galaxies.names;
    const cell = at.room().getByRole('button', { name: new RegExp(`^${one} taken for ${one}: \\d+$`) });
    const count = Number(/\d+$/.exec((await cell.getAttribute('aria-label')) ?? '')?.[0]);
    await cell.click();
    const tiles = at.room().getByRole('region', { name: new RegExp(`^${one} taken for ${one}`) });
    await expect.poll(() => tiles.getByRole('listitem').count()).toBe(count);
    await page.getByRole('contentinfo').getByText(`${count} selected`).waitFor();
  });

  it('says what is wrong with a rule and with a table before anything is trained', async () => {
    await at.step('Labels');
    await at.room().getByRole('radio', { name: 'A rule over columns' }).click();
    await at.room().getByRole('textbox', { name: 'Rule' }).fill('flatnes > 0.5');
    await at
      .room()
      .getByText(/flatness.*\(character 1\)/)
      .waitFor(slow);
    await at
      .room()
      .getByLabel('Table of labels')
      .setInputFiles({
        name: 'other.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('id,ring\nx1,yes\nx2,no\n'),
      });
    await page
      .getByText(/No labels were taken from other\.csv\. No column of other\.csv \(id, ring\) holds ids/)
      .waitFor(slow);
    await at.room().getByRole('textbox', { name: 'Rule' }).fill('flatness > 1.55 and tilt_edge > 33');
    await at
      .room()
      .getByText(/^Only 1 labelled holds/)
      .waitFor(slow);
  });

  it('goes on with a training from its last epoch after a reload, and keeps what was there', async () => {
    await at.room().getByRole('radio', { name: 'A column' }).click();
    await at.choose('Column', 'kind');
    await at.room().getByRole('button', { name: 'Go on to training' }).click();
    await at.room().getByRole('button', { name: 'Adjust the recipe' }).click();
    await at.room().getByRole('textbox', { name: 'Learning rate' }).fill('0.000001'); // it goes on learning to the end
    await at.room().getByRole('textbox', { name: 'Epochs at most' }).fill('1000');
    await at.room().getByRole('button', { name: 'Train head' }).click();
    await at
      .room()
      .getByText(/^Best so far: epoch/)
      .waitFor(slow);
    await at.enter();
    await at.step('Runs');
    const cut = at.runs().getByRole('row').filter({ hasText: 'not finished' });
    const before = Number(/(\d+), not finished/.exec(await cut.innerText())?.[1]);
    expect(before).toBeGreaterThan(0);
    await at.runs().getByRole('button', { name: 'by hand', exact: true }).click();
    await at.figures().getByText('Balanced accuracy').waitFor(slow);
    expect(await at.figures().innerText()).toBe(learnt);
    await at.step('Runs');
    await cut.getByRole('button', { name: 'kind', exact: true }).click();
    await at.room().getByText(`interrupted after ${before} epoch`).waitFor(slow);
    await at.room().getByRole('button', { name: 'Resume training' }).click();
    const curves = at.room().getByRole('slider', { name: /^Loss of \d+ epochs/ });
    const epochs = async () => Number(/\d+/.exec((await curves.getAttribute('aria-label', slow)) ?? '')?.[0]);
    await expect.poll(epochs, slow).toBeGreaterThan(before);
    await at.room().getByRole('button', { name: 'Stop and keep the best' }).click();
    await at.figures().getByText('Balanced accuracy').waitFor(slow);
    await at.idle();
    await at.step('Runs');
    await expect.poll(() => at.runs().innerText(), slow).not.toContain('not finished');
  });

  it('learns volunteers’ votes and a number as well', async () => {
    await at.step('Labels');
    await at.room().getByRole('radio', { name: 'Volunteers’ votes on a question' }).click();
    await at.choose('Question', /^tilt: /);
    await at.room().getByRole('button', { name: 'Go on to training' }).click();
    await at.room().getByRole('button', { name: 'Train head' }).click();
    await at.idle();
    await at.step('Learnt');
    await at
      .figures()
      .getByText(/^off by 0\.\d+/)
      .first()
      .waitFor(slow);
    await at.step('Labels');
    await at.room().getByRole('radio', { name: 'A column' }).click();
    await at.choose('Column', 'flatness');
    await at.room().getByRole('switch', { name: 'Learn it as a number' }).click();
    await at.room().getByRole('button', { name: 'Go on to training' }).click();
    await at.room().getByRole('button', { name: 'Train head' }).click();
    await at.idle();
    await at.step('Learnt');
    await at
      .figures()
      .getByText(/^off by/)
      .waitFor(slow);
  });

  it('sets runs side by side, sorts, compares, renames and deletes them, and takes that back', async () => {
    await at.step('Runs');
    const names = () => at.runs().getByRole('rowheader').allInnerTexts();
    expect(await names()).toEqual(['flatness', 'tilt', 'kind', 'by hand']);
    await at.runs().getByRole('button', { name: 'Run', exact: true }).click();
    expect(await names()).toEqual(['by hand', 'flatness', 'kind', 'tilt']);
    await at.runs().getByRole('checkbox', { name: 'Pick kind' }).click();
    await at.room().getByRole('button', { name: 'Rename' }).click();
    await at.room().getByRole('textbox', { name: 'Name of the run' }).fill('from the table');
    await page.keyboard.press('Enter');
    await at.runs().getByRole('checkbox', { name: 'Pick by hand' }).click();
    const compared = at.room().getByRole('region', { name: 'Runs compared' });
    await compared
      .getByRole('table', { name: 'Where the runs differ' })
      .getByText('Epochs at most')
      .waitFor(slow);
    for (const theme of ['light', 'dark']) {
      await page.getByRole('button', { name: `Use the ${theme} theme` }).click();
      await page.waitForTimeout(300); // transitions settle: half-drawn text has no contrast
      expect(await seriousFindings(page), `two runs compared, ${theme}`).toEqual([]);
    }
    await at.room().getByRole('button', { name: 'Delete 2 runs' }).click();
    await expect.poll(names, slow).toEqual(['flatness', 'tilt']);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(names, slow).toEqual(['by hand', 'flatness', 'from the table', 'tilt']);
  });

  it('exports the network with its card, which loads again and says the same, and its predictions', async () => {
    await at.runs().getByRole('button', { name: 'by hand', exact: true }).click();
    const [, other] = galaxies.names;
    await at.room().getByRole('button', { name: other, exact: true }).click(); // the map by its probability
    await expect.poll(() => new URL(page.url()).hash, slow).toContain('colour=by');
    const csv = (await at.exported('Predictions as CSV')).bytes.toString();
    const lines = csv
      .trim()
      .split(/\r?\n/)
      .filter(line => !line.startsWith('#')); // where it comes from
    expect(lines[0]).toBe(`id,predicted,${galaxies.names.join()},doubt`);
    expect(lines).toHaveLength(1 + galaxies.truth.size);
    const parquet = await at.exported('Predictions as Parquet');
    expect(parquet.bytes.subarray(0, 4).toString()).toBe('PAR1');
    const card = JSON.parse((await at.exported('Its card as JSON')).bytes.toString());
    const model = await at.exported('Model as safetensors');
    expect({ ...readCheckpoint(new Uint8Array(model.bytes)).finetuned, sealed: true }).toEqual(card);
    expect(card).toMatchObject({
      head: { kind: 'classes', classes: galaxies.names },
      parent: { name: 'galaxy' },
    });
    expect(card.figures[0]).toMatchObject({ label: 'Balanced accuracy', low: expect.any(Number) });
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Models' });
    await dialog.getByLabel('File of weights', { exact: true }).first().setInputFiles({
      name: model.name,
      mimeType: '',
      buffer: model.bytes,
    });
    await dialog.getByText('in use').waitFor(slow);
    await page.keyboard.press('Escape');
    await at.idle();
    await at.rail('Network');
    const fields = lines[0].split(',');
    for (const line of [lines[1], lines[galaxies.truth.size / 2], lines[galaxies.truth.size]]) {
      const own = line.split(',');
      await at.find(own[0]);
      const answer = page
        .getByRole('list', { name: 'Classes' })
        .getByRole('button', { name: new RegExp(`^${other}`) });
      await answer.waitFor(slow);
      const shown = async () => Number(/([\d.]+)\s*%/.exec(await answer.innerText())?.[1]);
      // It is shown in whole percent.
      const expected = 100 * Number(own[fields.indexOf(other)]);
      await expect.poll(async () => Math.abs((await shown()) - expected), slow).toBeLessThan(1);
    }
  }, 600_000);

  it('has nothing serious for axe on any of its steps, in both themes', async () => {
    await at.rail('Fine-tune');
    for (const theme of ['light', 'dark']) {
      await page.getByRole('button', { name: `Use the ${theme} theme` }).click();
      for (const name of ['Labels', 'Train', 'Learnt']) {
        await at.step(name);
        await page.waitForTimeout(300); // transitions settle: half-drawn text has no contrast
        expect(await seriousFindings(page), `${name}, ${theme}`).toEqual([]);
      }
    }
    expect(errors).toEqual([]);
  });

  it.skipIf(!hasRealGalaxies)('ran on galaxies that a telescope took', () => {
    expect(galaxies.real).toBe(true);
  });
});
