import { Combobox, Kbd, Text, TextInput, UnstyledButton, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { formatCount } from '../../ui/text/quantity.ts';
import type { Found } from './findGalaxies.ts';
import styles from './SearchBox.module.css';
import { findIn, useFound } from './useFound.ts';

const name = 'name'; // the option that asks a resolver
const all = 'all'; // the option that selects all; rows are numbers

/** What a resolver answered: about which text, and among which galaxies its rows are. */
interface Asked {
  of: string;
  among: OpenedCatalogue | null;
  found: Found;
}

/** One line that finds galaxies by id, name, value or position; `/` brings the cursor here, and its key opens the palette. */
export function SearchBox({ onPalette }: { onPalette(): void }) {
  const session = useSession();
  const { selection } = session;
  const catalogue = useStore(session.catalogue, c => c.catalogue);
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { found: here, isOf } = useFound(text);
  const [asked, setAsked] = useState<Asked | null>(null);
  const found = asked?.of === text && asked.among === catalogue ? asked.found : here;
  const isOffered = found.unknownName !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the offer is new with every text, and the combobox with every render
  useEffect(() => {
    if (isOffered) combobox.resetSelectedOption(); // Enter after an id that is not here asks nobody: the offer has to be chosen
  }, [found, isOffered]);

  async function ask(): Promise<void> {
    const answer = (given: Found) => setAsked({ of: text, among: catalogue, found: given });
    answer({ rows: [], sentence: 'Asking CDS where it is …' });
    try {
      const { askResolver } = await import('./askResolver.ts');
      answer(await askResolver(session, text));
    } catch {
      answer({ rows: [], sentence: 'The resolver could not be loaded: try again.' });
    }
  }

  function choose({ all: every, rows }: Found): void {
    if (every) selection.getState().chooseMany(every.rows, every.words);
    else if (rows.length > 0) selection.getState().choose(rows[0]);
    else return;
    setText('');
    combobox.closeDropdown();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // keys work on the map again
  }

  return (
    <div className={styles.box}>
      <Combobox
        store={combobox}
        onOptionSubmit={value => {
          if (value === name) void ask();
          else choose(value === all ? found : { rows: [Number(value)] });
        }}
        shadow="md"
      >
        <Combobox.Target>
          <TextInput
            id="search"
            size="xs"
            aria-label="Search an id, a name, a value or coordinates"
            placeholder="Search galaxies, positions, values"
            leftSection={<IconSearch size={14} />}
            rightSection={
              <UnstyledButton aria-label="Ctrl K: find any room, column, set or action" onClick={onPalette}>
                <Kbd size="xs">Ctrl K</Kbd>
              </UnstyledButton>
            }
            rightSectionWidth={60}
            value={text}
            disabled={!catalogue}
            autoComplete="off"
            onChange={event => {
              setText(event.currentTarget.value);
              combobox.openDropdown();
              combobox.selectFirstOption();
            }}
            onKeyDown={event => {
              if (event.key === 'Escape') event.currentTarget.blur();
              if (event.key !== 'Enter') return;
              if (isOf(text) && combobox.getSelectedOptionIndex() >= 0) return; // the list handles Enter itself
              event.preventDefault();
              combobox.resetSelectedOption(); // it may be of an earlier text
              void findIn(session, text).then(choose); // typed faster than found
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={text.trim() === ''}>
          {found.sentence && (
            <Text size="xs" c="dimmed" p={6} role="status">
              {found.sentence}
            </Text>
          )}
          <Combobox.Options aria-label="Galaxies found">
            {found.all && (
              <Combobox.Option value={all}>Select all {formatCount(found.all.rows.length)}</Combobox.Option>
            )}
            {found.unknownName !== undefined && (
              <Combobox.Option value={name}>Ask CDS where “{found.unknownName}” is</Combobox.Option>
            )}
            {found.rows.map(row => (
              <Combobox.Option key={row} value={String(row)}>
                {catalogue?.ids.at(row)}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
