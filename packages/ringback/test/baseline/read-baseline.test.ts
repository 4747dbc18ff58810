import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readBaseline } from '../../src/baseline/read-baseline.ts'

const cwd = mkdtempSync(join(tmpdir(), 'ringback-baseline-'))
const read = (text: string): Promise<unknown> => {
  writeFileSync(join(cwd, 'b.json'), text)
  return readBaseline({ baseline: 'b.json', updateBaseline: false }, { cwd })
}
const entry = { id: 'http-status-1', code: 'http-status', where: 'voice /voice', reason: 'known' }

it('reads the entries of every command', async () => {
  const entries = { fuzz: [entry], map: [] }
  expect(await read(JSON.stringify(entries))).toEqual({ file: 'b.json', entries })
})

it.each([
  ['{\n  "fuzz": [\n    oops\n  ]\n}', 'b.json:3: not JSON'],
  ['{\n  "fuzz": [', 'b.json:2: not JSON'],
  ['[]', 'b.json:1: must be an object'],
  ['{\n  "fuz": []\n}', 'b.json:2: unknown command "fuz"'],
  ['{\n\n  "fuzz": {}\n}', 'b.json:3: fuzz must be a list.'],
  ['{\n  "map": [],\n  "fuzz": [\n    7\n  ]\n}', 'b.json:3: an entry must be an object'],
  [
    `{\n  "fuzz": [\n    ${JSON.stringify({ ...entry, where: 'in {"x": [' })},\n    {"id": "a", "code": " "}\n  ]\n}`,
    'b.json:4: the entry needs a non-empty string for code, where, reason.',
  ],
  [
    `{"fuzz": [\n${JSON.stringify(entry)},\n${JSON.stringify(entry)}]}`,
    'b.json:3: the id http-status-1 is there twice.',
  ],
])('says file and line of what is wrong in %j', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message)
})

it('refuses a file that is missing, unless it is to be written', async () => {
  const missing = { baseline: 'none.json', updateBaseline: false }
  await expect(readBaseline(missing, { cwd })).rejects.toThrow('Cannot read the baseline none.json')
  expect(await readBaseline({ ...missing, updateBaseline: true }, { cwd })).toEqual({
    file: 'none.json',
    entries: {},
  })
  await expect(readBaseline({ updateBaseline: true }, { cwd })).rejects.toThrow(
    '--update-baseline needs a file',
  )
  mkdirSync(join(cwd, 'folder'), { recursive: true })
  await expect(readBaseline({ ...missing, baseline: 'folder' }, { cwd })).rejects.toThrow(
    'not a regular file',
  )
})
