import { debuggerCodeRow } from '@ringback/catalog'
import { elementRows, type AttributeRow, type CallbackRow, type ElementRow } from '@ringback/twiml'
import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'

const sections: readonly (readonly [ElementRow['kind'], string])[] = [
  ['root', 'Root'],
  ['verb', 'Verbs'],
  ['noun', 'Nouns'],
  ['ssml', 'Speech (SSML)'],
]

/** A page with every element of TwiML, and one for each. */
export function twimlPages(): readonly Page[] {
  return [overview(), ...elementRows.map(pageOf)]
}

function overview(): Page {
  return {
    path: 'reference/twiml.md',
    text: `# TwiML

The ${elementRows.length} elements of TwiML for voice, as \`ringback check twiml\` and the virtual Twilio know them.

${sections
  .map(
    ([kind, title]) =>
      `## ${title}\n\n${table(
        ['element', 'attributes', 'may hold'],
        elementRows
          .filter((row) => row.kind === kind)
          .map((row) => [link(row, './twiml/'), String(row.attributes.length), children(row, './twiml/')]),
      )}`,
  )
  .join('\n\n')}
`,
  }
}

/** The name of an element's page: its id, since names occur twice. */
function fileOf(row: ElementRow): string {
  return `${row.id.toLowerCase()}.md`
}

function link(row: ElementRow, folder: string): string {
  return `[${code(`<${row.name}>`)}](${folder}${fileOf(row)})`
}

function children(row: ElementRow, folder: string): string {
  return row.children
    .map((id) => elementRows.find((other) => other.id === id))
    .map((child) => (child === undefined ? '' : link(child, folder)))
    .join(', ')
}

function pageOf(row: ElementRow): Page {
  const parents = elementRows.filter((other) => other.children.includes(row.id))
  const facts = [
    `- Text: ${row.text}`,
    ...(row.children.length === 0 ? [] : [`- May hold: ${children(row, './')}`]),
    ...(parents.length === 0
      ? []
      : [`- Stands in: ${parents.map((parent) => link(parent, './')).join(', ')}`]),
    ...(row.note === undefined ? [] : [`- ${row.note}`]),
    `- Known from: ${row.sources.join('; ')}`,
  ]
  return {
    path: `reference/twiml/${fileOf(row)}`,
    text: `# ${code(`<${row.name}>`)}${row.id === row.name ? '' : ` (${row.id})`}

${facts.join('\n')}

${
  row.attributes.length === 0
    ? 'It has no attributes.'
    : `## Attributes\n\n${table(['attribute', 'value', 'default', 'a bad value'], row.attributes.map(attributeCells))}`
}
${row.callbacks === undefined ? '' : `\n## Requests\n\n${table(['attribute', 'request', 'method', 'the answer'], row.callbacks.map(callbackCells))}\n`}`,
  }
}

function attributeCells(row: AttributeRow): readonly string[] {
  const defaults = {
    'current-document': 'the current document',
    timeout: 'the timeout',
    account: "the account's",
  }
  const marks = [
    ...(row.required === true ? ['required'] : []),
    ...(row.deprecated === true ? ['deprecated'] : []),
    ...(row.evidence === 'schema' ? ['only in the schema of 2010'] : []),
  ]
  return [
    `${code(row.name)}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`,
    valueInWords(row),
    row.default === undefined
      ? row.defaultRule === undefined
        ? ''
        : defaults[row.defaultRule]
      : code(row.default),
    row.errorCode === undefined ? '' : codeLink(row.errorCode),
  ]
}

function valueInWords(row: AttributeRow): string {
  const few = row.values !== undefined && row.values.length <= 40
  const parts = [
    row.values === undefined
      ? row.type
      : few
        ? `${row.values.map(code).join(', ')}${row.open === true ? ', and others' : ''}`
        : `one of ${row.values.length} values${row.open === true ? ', and others' : ''}`,
    ...(row.prefix === undefined ? [] : [`that starts with ${row.prefix}`]),
    ...(row.min === undefined && row.max === undefined ? [] : [range(row.min, row.max)]),
    ...(row.maxLength === undefined ? [] : [`up to ${row.maxLength} characters`]),
  ]
  return `${parts.join(', ')}${row.note === undefined ? '' : `. ${row.note}`}`
}

function range(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `at least ${min ?? 0}`
  return min === undefined ? `up to ${max}` : `${min} to ${max}`
}

function callbackCells(row: CallbackRow): readonly string[] {
  const answers = {
    run: 'TwiML, which is executed',
    ignored: 'is not executed',
    media: 'media, which is played',
    none: 'none: a WebSocket',
  }
  return [
    row.attribute === '#text' ? 'the text' : code(row.attribute),
    `${row.request}${row.when === undefined ? '' : `. ${row.when}`}`,
    row.method ?? (row.methodAttribute === undefined ? '' : `as ${code(row.methodAttribute)} says`),
    answers[row.answer],
  ]
}

function codeLink(number: number): string {
  return debuggerCodeRow(number) === undefined
    ? String(number)
    : `[${number}](../debugger-codes.md#_${number})`.replace('#_', '#')
}
