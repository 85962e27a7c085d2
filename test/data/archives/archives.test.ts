import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveMembers } from '../../../src/data/archives/archive.ts';
import { safePath } from '../../../src/data/archives/member.ts';

const text = (words: string) => new TextEncoder().encode(words);
const noise = Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 7919) >> 5);
const longName = `${'deep/'.repeat(40)}größe.jpg`;
const files: Record<string, Uint8Array> = {
  'cutouts/a.jpg': noise,
  'cutouts/b.csv': text('id,z\n1,2\n'.repeat(300)),
  [longName]: text('long'),
  'empty.txt': new Uint8Array(0),
};

/** What an archive holds, by path. */
async function contents(file: File): Promise<Record<string, Uint8Array>> {
  const { members } = await archiveMembers(file);
  const found = await Promise.all(
    members.map(async ({ path, file: each }) => [path, new Uint8Array(await each.arrayBuffer())] as const),
  );
  return Object.fromEntries(found);
}

/** Python's zipfile and tarfile write what people have. */
const script = `
import io, sys, tarfile, zipfile, json
folder = sys.argv[1]
files = {name: bytes(data) for name, data in json.load(sys.stdin).items()}
for name, kind in [("stored.zip", zipfile.ZIP_STORED), ("deflated.zip", zipfile.ZIP_DEFLATED), ("bzip2.zip", zipfile.ZIP_BZIP2)]:
    with zipfile.ZipFile(f"{folder}/{name}", "w", kind) as out:
        for path, data in files.items(): out.writestr(path, data)
        out.comment = b"PK\\x05\\x06 of galaxies"
with zipfile.ZipFile(f"{folder}/wide.zip", "w") as out:
    for path, data in files.items():
        with out.open(path, "w", force_zip64=True) as member: member.write(data)
for name, form, mode in [("pax.tar", tarfile.PAX_FORMAT, "w"), ("gnu.tar", tarfile.GNU_FORMAT, "w"), ("pax.tar.gz", tarfile.PAX_FORMAT, "w:gz"), ("gnu.tgz", tarfile.GNU_FORMAT, "w:gz")]:
    with tarfile.open(f"{folder}/{name}", mode, format=form) as out:
        for path, data in files.items():
            info = tarfile.TarInfo(path); info.size = len(data)
            out.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.jpg"); link.type = tarfile.SYMTYPE; link.linkname = "/etc/passwd"
        out.addfile(link)
        inside = tarfile.TarInfo("folder"); inside.type = tarfile.DIRTYPE
        out.addfile(inside)
`;
const hasPython = spawnSync('python3', ['-c', 'import zipfile, tarfile'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!hasPython)('archives that Python wrote', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
    const input = JSON.stringify(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [...bytes]])),
    );
    const { status, stderr } = spawnSync('python3', ['-c', script, folder], { input, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const made = (name: string) => new File([readFileSync(join(folder, name))], name);

  it.each(['stored.zip', 'deflated.zip', 'wide.zip', 'pax.tar', 'gnu.tar', 'pax.tar.gz', 'gnu.tgz'])(
    '%s gives every file and nothing else',
    async name => {
      expect(await contents(made(name))).toEqual(files);
    },
  );

  it('names what is packed otherwise', async () => {
    const { members, problems } = await archiveMembers(made('bzip2.zip'));
    expect(members.map(({ path }) => path)).toEqual([]);
    expect(problems[0]).toBe(
      'cutouts/a.jpg in bzip2.zip is packed with bzip2, which is not read, and left out: unpack it yourself.',
    );
  });
});

describe('archives made to do harm, or damaged', () => {
  const zip = () => new Uint8Array(zipSync({ 'a.csv': [text('1'.repeat(100_000)), { level: 9 }] }));
  const field = (bytes: Uint8Array, at: number, value: number) => {
    new DataView(bytes.buffer).setUint32(at, value, true);
    return new File([bytes as Uint8Array<ArrayBuffer>], 'bad.zip');
  };
  const directoryOf = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(bytes.length - 6, true);

  it('lead nowhere outside', () => {
    expect(safePath('../../etc/passwd')).toBe('etc/passwd');
    expect(safePath('C:\\galaxies\\.\\a.jpg')).toBe('galaxies/a.jpg');
    expect(safePath('/')).toBe('');
  });

  it('are refused where a file unpacks to more than packing allows', async () => {
    const bytes = zip();
    const bomb = field(bytes, directoryOf(bytes) + 24, 4e9);
    await expect(archiveMembers(bomb)).rejects.toThrow(/claims more than it can hold \(a\.csv\)/);
  });

  it('are refused where parts overlap', async () => {
    const bytes = zip();
    const overlapping = field(bytes, directoryOf(bytes) + 20, bytes.length + 1);
    await expect(archiveMembers(overlapping)).rejects.toThrow(/claims more than it can hold/);
  });

  it('are told where a sum is wrong, or a file unpacks to more or less than it says', async () => {
    for (const [at, value] of [
      [16, 7],
      [24, 99_999],
      [24, 100_001],
    ]) {
      const bytes = zip();
      const { members, problems } = await archiveMembers(field(bytes, directoryOf(bytes) + at, value));
      expect(members).toEqual([]);
      expect(problems).toEqual(['a.csv in bad.zip is damaged, and left out. Fetch the archive again.']);
    }
  });

  it('are refused where they are cut short, or are no archives', async () => {
    const bytes = zip();
    await expect(archiveMembers(new File([bytes.slice(0, -30)], 'a.zip'))).rejects.toThrow(/cut short/);
    await expect(archiveMembers(new File(['hello'.repeat(300)], 'a.tar'))).rejects.toThrow(/no tar archive/);
    await expect(archiveMembers(new File(['hello'], 'a.tar'))).rejects.toThrow(/no tar archive/);
    await expect(archiveMembers(new File(['hello'], 'a.zip'))).rejects.toThrow(/no ZIP archive/);
    await expect(archiveMembers(new File([Uint8Array.of(31, 139, 8, 0)], 'a.tgz'))).rejects.toThrow(
      /gzipped archive that is damaged/,
    );
  });
});
