import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'
import { frontDoor, importName, type Declared } from './declarations.ts'

/** A page with every entry of the package `ringback`, and one for each with its names, comments and declarations. */
export function apiPages(root: string): readonly Page[] {
  const entries = frontDoor(root).map(({ entry, names }) => ({ name: importName(entry), names }))
  return [
    {
      path: 'reference/api.md',
      text: `# API

One package has all of it: \`npm install --save-dev ringback\`. How the names are used is in the pages of the
[packages](./packages/ringback.md) that they come from.

${table(
  ['import', 'names'],
  entries.map(({ name, names }) => [
    `[${code(name)}](./api/${fileOf(name)})`,
    names.length === 0 ? 'nothing: it is imported for what it does' : functionsFirst(names),
  ]),
)}
`,
    },
    ...entries.map(({ name, names }) => ({
      path: `reference/api/${fileOf(name)}`,
      text: entryText(name, names),
    })),
  ]
}

function fileOf(name: string): string {
  return `${name.replaceAll('/', '-')}.md`
}

function functionsFirst(names: readonly Declared[]): string {
  const values = names.filter((name) => !isType(name)).map(({ name }) => code(name))
  const types = names.length - values.length
  return [...values, ...(types === 0 ? [] : [`${types} ${types === 1 ? 'type' : 'types'}`])].join(', ')
}

function isType({ declaration }: Declared): boolean {
  return /^(?:export )?(?:declare )?(?:type|interface)\b/.test(declaration)
}

function entryText(entry: string, names: readonly Declared[]): string {
  const values = names.filter((name) => !isType(name))
  const types = names.filter(isType)
  const parts = [
    `# ${code(entry)}`,
    ...(names.length === 0
      ? ['It exports nothing: it is imported for what it does, `node --import ringback/msw/register`.']
      : []),
    ...(values.length === 0 ? [] : ['## Functions and values', ...values.map(nameText)]),
    ...(types.length === 0 ? [] : ['## Types', ...types.map(nameText)]),
  ]
  return `---\noutline: [2, 3]\n---\n\n${parts.join('\n\n')}\n`
}

function nameText({ name, doc, declaration, from }: Declared): string {
  return [
    `### ${code(name)}`,
    ...(doc === '' ? [] : [docMarkdown(doc)]),
    ...(from === undefined || declaration !== '' ? [] : [`From ${code(from)}.`]),
    ...(declaration === ''
      ? []
      : [`\`\`\`ts no-run\n${declaration.replace(/^export (?:declare )?/, '')}\n\`\`\``]),
  ].join('\n\n')
}

/** Tags of a comment as lines of a list. */
function docMarkdown(doc: string): string {
  return doc
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/^@throws \{(\w+)\}/gm, '\nThrows `$1`:')
    .replaceAll(/^@(\w+)/gm, '\n$1:')
}
