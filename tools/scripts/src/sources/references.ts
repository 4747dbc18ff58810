import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const citation = /\b(docs\/\w[\w./-]*\.md)(?:(?:\s|\*|\/\/)*,(?:\s|\*|\/\/)*section (\d+(?:\.\w+)*))?/g
const unanchored = /\bfacts: (?:section|TwiML)|(?<!, )\bsee section \d/g
const link = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g

/** Citations of a document and its section, and links between Markdown files that lead nowhere, one sentence each. */
export function referenceProblems(root: string, path: string, text: string): readonly string[] {
  const lineOf = (offset: number): string => `${path}:${text.slice(0, offset).split('\n').length}`
  const isFactSheet = path.startsWith('docs/facts/')
  const dead = isFactSheet
    ? []
    : [...text.matchAll(citation)].flatMap(({ index, 1: file = '', 2: section }) => {
        if (!existsSync(join(root, file))) return [`${lineOf(index)}: ${file} does not exist.`]
        return section === undefined || sectionsOf(join(root, file)).has(section)
          ? []
          : [`${lineOf(index)}: ${file} has no section ${section}.`]
      })
  const vague = isFactSheet
    ? []
    : [...text.matchAll(unanchored)].map(
        ({ index, 0: words }) =>
          `${lineOf(index)}: "${words.trim()}" names no document. Write docs/facts/<file>, section N.`,
      )
  return [...dead, ...vague, ...(path.endsWith('.md') ? linkProblems(root, path, text) : [])]
}

function linkProblems(root: string, path: string, text: string): readonly string[] {
  return [...text.matchAll(link)].flatMap(({ index, 1: file = '', 2: anchor }) => {
    const target = file === '' ? path : normalize(join(dirname(path), file))
    // Made when the site is built; the check "site" follows these links.
    if (target.startsWith('docs/reference/')) return []
    const line = text.slice(0, index).split('\n').length
    if (!existsSync(join(root, target))) return [`${path}:${line}: the link to ${file} leads nowhere.`]
    if (anchor === undefined || !target.endsWith('.md') || anchorsOf(join(root, target)).has(anchor))
      return []
    return [`${path}:${line}: ${target} has no heading #${anchor}.`]
  })
}

function headingsOf(file: string): readonly string[] {
  return (
    readFileSync(file, 'utf8')
      .match(/^#{1,6} .+$/gm)
      ?.map((heading) => heading.replace(/^#+ /, '')) ?? []
  )
}

function sectionsOf(file: string): ReadonlySet<string> {
  return new Set(headingsOf(file).flatMap((heading) => /^(\d+(?:\.\w+)*)/.exec(heading)?.[1] ?? []))
}

/** Headings as the anchors that GitHub makes of them. */
function anchorsOf(file: string): ReadonlySet<string> {
  return new Set(
    headingsOf(file).map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  )
}
