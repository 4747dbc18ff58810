import type { PublicEntry } from './public-entries.ts'
import type { PublicName } from './public-names.ts'

const start = '<!-- api: written by `npm run generate` out of the documentation comments -->'
const end = '<!-- /api -->'

/** The names of one entry. */
export interface EntryNames {
  readonly entry: PublicEntry
  readonly names: readonly PublicName[]
}

/** A README with its list of exports brought up to date; the list is added at the end where there is none. */
export function withApiSection(readme: string, entries: readonly EntryNames[]): string {
  const section = [start, '## API', ...entries.map(entryLines), end].join('\n\n')
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  if (from === -1 || to === -1) return `${readme.trimEnd()}\n\n${section}\n`
  return readme.slice(0, from) + section + readme.slice(to + end.length)
}

function entryLines({ entry, names }: EntryNames): string {
  const importName = `${entry.package === 'ringback' ? 'ringback' : `@ringback/${entry.package}`}${entry.subpath.slice(1)}`
  const own = names.filter(({ from }) => from === null)
  const others = Map.groupBy(
    names.filter(({ from }) => from !== null),
    ({ from }) => from,
  )
  return [
    `### \`${importName}\``,
    own.map(({ name, doc }) => `- \`${name}\`: ${firstSentence(doc ?? '')}`).join('\n'),
    ...[...others].map(
      ([from, members]) => `From \`${from}\`: ${members.map(({ name }) => `\`${name}\``).join(', ')}.`,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function firstSentence(doc: string): string {
  const text = doc
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text
}
