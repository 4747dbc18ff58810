import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPacts, loadPacts } from '@ringback/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-'))
})
afterEach(() => rm(folder, { recursive: true }))

const [file] = buildPacts({
  provider: 'app',
  routes: [{ kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' }],
})

test('reads files, and the .json files of folders', async () => {
  await writeFile(join(folder, 'a.json'), JSON.stringify(file?.pact))
  await writeFile(join(folder, 'notes.txt'), 'not a pact')
  expect(await loadPacts([folder])).toEqual([{ name: 'a.json', pact: file?.pact }])
  expect(await loadPacts([join(folder, 'a.json')])).toHaveLength(1)
})

test('names every path that is not a pact, and reads nothing but regular files', async () => {
  await writeFile(join(folder, 'other.json'), '{"a": 1}')
  await writeFile(join(folder, 'broken.json'), '{')
  await mkdir(join(folder, 'folder.json'))
  await symlink(join(folder, 'gone'), join(folder, 'dangling.json'))
  execFileSync('mkfifo', [join(folder, 'fifo.json')])
  const message = await loadPacts([folder, join(folder, 'nowhere')]).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )
  expect(message.split('\n')).toEqual([
    expect.stringMatching(/broken\.json cannot be read as a pact/),
    expect.stringMatching(/dangling\.json cannot be read as a pact/),
    expect.stringMatching(/fifo\.json is not a regular file/),
    expect.stringMatching(/folder\.json is not a regular file/),
    expect.stringMatching(/other\.json is not a pact/),
    expect.stringMatching(/The pact file .*nowhere does not exist/),
  ])
})
