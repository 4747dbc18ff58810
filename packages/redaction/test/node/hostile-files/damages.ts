import { execFileSync } from 'node:child_process'
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import * as fc from 'fast-check'

/** What is done to a file. */
export interface FileDamage {
  readonly name: string
  /** False: what comes out may be what somebody could have written there. */
  readonly isCertain: boolean
  readonly apply: (path: string, bytes: Buffer) => Promise<void>
}

/** Bytes in place of a file's, or undefined where the file has none that this could change. */
type Change = (bytes: Buffer) => Buffer | string | undefined

function changed(name: string, change: Change, isCertain = true): FileDamage {
  return {
    name,
    isCertain,
    apply: async (path, bytes) => {
      const result = change(bytes)
      if (result !== undefined) await writeFile(path, result)
    },
  }
}

const isText = (bytes: Buffer): boolean => !bytes.includes(0) && bytes[0] === 0x7b

/** Values of every type, of usual and of unusual sizes. */
const values: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '',
  '\u001b[31m\0',
  'x'.repeat(100_000),
  [],
  [[[]]],
  {},
  JSON.parse('{"__proto__":{"length":1},"constructor":1,"toString":2}'),
]

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value

/** JSON with the value at one of its places replaced. */
function withValue(json: unknown, at: number, value: unknown): { json: unknown; isCertain: boolean } {
  let place = 0
  let isCertain = false
  const replaced = (node: unknown): unknown => {
    place += 1
    if (place - 1 === at) {
      // Null is where something is absent, and another value of the same type may be meant.
      isCertain = value !== null && node !== null && typeOf(value) !== typeOf(node)
      return value
    }
    if (Array.isArray(node)) return node.map(replaced)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, replaced(each)]))
  }
  const result = replaced(json)
  return { json: result, isCertain }
}

function placesIn(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1
  return 1 + Object.values(node).reduce((sum: number, each) => sum + placesIn(each), 0)
}

/** Every kind of damage to a file with these bytes. */
export function damagesOf(bytes: Buffer): fc.Arbitrary<FileDamage> {
  const json: unknown = isText(bytes) ? JSON.parse(bytes.toString('utf8')) : undefined
  const deep = (head: string): string => `${head}${'['.repeat(200_000)}`
  const whole = [
    changed('empty', () => ''),
    changed('null', () => 'null'),
    changed('a number', () => '1e999'),
    changed('JSON that is nested deeply', () => deep('')),
    changed('JSON that is nested deeply and ends', () => `${deep('{"version":')}${']'.repeat(200_000)}}`),
    changed('an object', () => '{"__proto__":null,"constructor":{}}'),
    changed('of another version', () => '{"version":999}'),
    changed('the marks of a merge conflict', () => `<<<<<<< HEAD\n${bytes.toString('latin1')}`),
  ]
  const other: readonly FileDamage[] = [
    {
      name: 'of 8 GiB',
      isCertain: true,
      apply: async (path) => truncate(path, 2 ** 33),
    },
    { name: 'a directory', isCertain: true, apply: async (path) => mkdir(await gone(path)) },
    {
      name: 'a pipe',
      isCertain: true,
      apply: async (path) => void execFileSync('mkfifo', [await gone(path)]),
    },
    {
      name: 'a device without an end',
      isCertain: true,
      apply: async (path) => symlink('/dev/zero', await gone(path)),
    },
    {
      name: 'a link to nothing',
      isCertain: true,
      apply: async (path) => symlink('/nowhere/at/all', await gone(path)),
    },
  ]
  return fc.oneof(
    fc.constantFrom(...whole, ...other),
    fc.nat({ max: bytes.length }).map((end) => changed(`cut at ${end}`, () => bytes.subarray(0, end))),
    fc
      .uint8Array({ minLength: 100, maxLength: 3000 })
      .map((random) => changed('random bytes', () => Buffer.from(random))),
    fc
      .tuple(fc.nat({ max: Math.max(bytes.length - 1, 0) }), fc.integer({ min: 1, max: 255 }))
      .map(([at, change]) =>
        changed(
          `byte ${at} changed`,
          () => {
            const copy = Buffer.from(bytes)
            if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ change
            return copy
          },
          json === undefined,
        ),
      ),
    fc.tuple(fc.nat(), fc.constantFrom(...values)).map(([at, value]) => {
      const result = withValue(json, at % placesIn(json), value)
      return changed(
        `${JSON.stringify(value)?.slice(0, 50)} in place of value ${at % placesIn(json)}`,
        () => (json === undefined ? undefined : JSON.stringify(result.json, undefined, 2)),
        result.isCertain,
      )
    }),
  )
}

async function gone(path: string): Promise<string> {
  await rm(path)
  return path
}
