import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unpack } from '../../src/executable/runtime/unpack.ts'

const files = [
  { path: 'library.so', bytes: Buffer.from('native code') },
  { path: 'a/package.json', bytes: Buffer.from('{}') },
]
let home: string
let caches: string
/** Where the files belong. */
let place: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ringback-unpack-'))
  caches = join(home, '.cache')
  place = join(caches, 'ringback/pact-1234')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function expectFiles(folder: string): void {
  for (const { path, bytes } of files) expect(readFileSync(join(folder, path))).toEqual(bytes)
}

it('makes a folder for this user alone, and uses it again', () => {
  expect(unpack('pact-1234', files, caches)).toBe(place)
  expectFiles(place)
  for (const folder of [dirname(place), place, join(place, 'a')])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  const { ino } = statSync(join(place, 'library.so'))
  expect(unpack('pact-1234', files, caches)).toBe(place)
  expect(statSync(join(place, 'library.so')).ino).toBe(ino)
})

it.each<[string, () => void]>([
  ['is damaged', () => writeFileSync(join(place, 'library.so'), 'hostile code')],
  ['lacks a file', () => rmSync(join(place, 'library.so'))],
  ['can be written by others', () => chmodSync(place, 0o777)],
])('makes the folder anew when it %s', (_what, change) => {
  unpack('pact-1234', files, caches)
  change()
  expect(unpack('pact-1234', files, caches)).toBe(place)
  expectFiles(place)
  expect(statSync(place).mode & 0o777).toBe(0o700)
})

it('does not follow a link that somebody has put in its place', () => {
  const other = join(home, 'other')
  unpack('pact-1234', files, join(home, 'elsewhere'))
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  mkdirSync(other)
  symlinkSync(other, place)
  expect(unpack('pact-1234', files, caches)).toBe(place)
  expectFiles(place)
  expect(existsSync(join(other, 'library.so'))).toBe(false)
})

it.each<[string, () => void]>([
  [
    'everybody can write into the folder of caches',
    () => {
      mkdirSync(caches)
      chmodSync(caches, 0o777)
    },
  ],
  [
    'everybody can write into the folder above',
    () => {
      mkdirSync(dirname(place), { recursive: true })
      chmodSync(dirname(place), 0o777)
    },
  ],
  ['a file is in the way', () => writeFileSync(caches, '')],
])('takes a new temporary folder when %s', (_what, prepare) => {
  prepare()
  const folder = unpack('pact-1234', files, caches)
  expect(folder).toMatch(/ringback-pact-1234-\w{6}$/)
  expectFiles(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  rmSync(folder, { recursive: true })
})
