import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'
import { attributeRow, elementRow, elementRows } from '@ringback/twiml'
import { expect, test } from 'vitest'

const require = createRequire(import.meta.url)
const library = join(dirname(require.resolve('twilio')), 'twiml')
const typings = readFileSync(join(library, 'VoiceResponse.d.ts'), 'utf8')
const source = readFileSync(join(library, 'VoiceResponse.js'), 'utf8')

/** The ids of the classes that make elements: `Say`, `SsmlBreak`, `ReferSip`, ... */
const classes = [...typings.matchAll(/^ {4}(?:export )?class (\w+) extends TwiML/gm)].map(
  ([, name = '']) => name,
)

interface TypedAttribute {
  readonly name: string
  readonly type: string
}

/** Attributes by the interface that declares them (`GatherAttributes`); an interface is declared in several places. */
const interfaces = new Map<string, TypedAttribute[]>()
const declarations = typings.matchAll(/^ {4}export interface (\w+Attributes) \{\n([\s\S]*?)^ {4}\}/gm)
for (const [, name = '', body = ''] of declarations) {
  const attributes = Array.from(
    body.matchAll(/^ {8}"?([\w:-]+)"?\?: (.+);/gm),
    ([, name = '', type = '']) => ({ name, type }),
  )
  interfaces.set(name, [...(interfaces.get(name) ?? []), ...attributes])
}

/** The values of the named unions: `DialTrim`. */
const unions = new Map(
  [...typings.matchAll(/^ {4}type (\w+) = (".*);/gm)].map(([, name = '', body = '']) => [
    name,
    [...body.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value),
  ]),
)

/** The methods that add a child: attributes interface and class of what they add. */
const adders = [
  ...typings.matchAll(/attributes\??: (?:VoiceResponse\.)?(\w+Attributes)[^)]*\): VoiceResponse\.(\w+);/g),
].map(([, attributes = '', id = '']) => ({ attributes, id }))

test('the typings are read', () => {
  expect(classes.length).toBeGreaterThan(50)
  expect(interfaces.size).toBeGreaterThan(40)
  expect(unions.size).toBeGreaterThan(40)
  expect(adders.length).toBeGreaterThan(60)
})

test('every element of the official typings is known, under the name the library writes', () => {
  const written = new Map(
    [...source.matchAll(/new VoiceResponse\.(\w+)\(this\.\w+\.ele\("([\w-]+)"/g)].map(([, id, name]) => [
      id,
      name,
    ]),
  )
  const unknown = classes.filter((id) => elementRows.find((row) => row.id === id)?.name !== written.get(id))
  expect(unknown).toEqual([])
})

/** Lower case in the typings, though Twilio takes the documented case alone (docs/facts/realtime.md, section 3; twilio-node#1192). */
const writtenWrong: ReadonlySet<string> = new Set([
  'ConversationRelay@deepgramsmartformat',
  'ConversationRelay@ignorebackchannel',
  'ConversationRelay@speechtimeout',
])

test('every attribute of the official typings is known', () => {
  const unknown = adders.flatMap(({ attributes, id }) =>
    (interfaces.get(attributes) ?? [{ name: '(no such interface)', type: '' }])
      .filter(({ name }) => attributeRow(id, name) === undefined)
      .map(({ name }) => `${id}@${name}`),
  )
  expect(unknown.toSorted()).toEqual([...writtenWrong].toSorted())
  const covered = new Set(adders.map(({ attributes }) => attributes))
  expect(
    [...interfaces.keys()].filter((name) => !covered.has(name) && interfaces.get(name)!.length > 0),
  ).toEqual([])
})

test('every value that the official typings offer is known', () => {
  const offered = adders.flatMap(({ attributes, id }) =>
    (interfaces.get(attributes) ?? []).flatMap(({ name, type }) =>
      (unions.get(type.replace('[]', '')) ?? []).map((value) => ({
        row: attributeRow(id, name),
        id,
        name,
        value,
      })),
    ),
  )
  expect(offered.length).toBeGreaterThan(1000)
  const refused = offered.filter(
    ({ row, value }) =>
      (row?.type === 'enum' || row?.type === 'enumList') &&
      !row.values?.includes(value) &&
      row.aliases?.[value] === undefined,
  )
  expect(refused.map(({ id, name, value }) => `${id}@${name}=${value}`)).toEqual([])
})

test('the grammar has all 59 elements and 317 attributes', () => {
  expect(elementRows).toHaveLength(59)
  expect(elementRows.flatMap(({ attributes }) => attributes)).toHaveLength(317)
  expect(elementRow('Sip', 'Refer')?.id).toBe('ReferSip')
  expect(elementRow('Sip', 'Dial')?.id).toBe('Sip')
})
