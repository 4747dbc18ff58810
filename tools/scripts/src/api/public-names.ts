import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Comment, Statement } from 'oxc-parser'
import { parseSync } from 'oxc-parser'

/** One name that an entry exports. */
export interface PublicName {
  readonly name: string
  /** The declaration as TypeScript wrote it; for a name of another package, where it comes from. */
  readonly declaration: string
  /** The same as it stands in the file, with its comments; empty for a name of another package. */
  readonly source: string
  /** The documentation comment; null for a name of another package. */
  readonly doc: string | null
  /** The package that a name is re-exported from. */
  readonly from: string | null
}

/** The names that a declaration file exports, sorted. Throws when a name cannot be found. */
export function publicNames(root: string, types: string): readonly PublicName[] {
  return namesOf(join(root, types)).toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function namesOf(file: string): readonly PublicName[] {
  const { program, comments, text } = parsed(file)
  return program.body.flatMap((statement): readonly PublicName[] => {
    if (statement.type === 'ExportAllDeclaration') throw new Error(`${file}: export * hides what is public`)
    if (statement.type === 'ExportDefaultDeclaration') {
      return [
        {
          name: 'default',
          declaration: textOf(statement, text, comments),
          source: text.slice(statement.start, statement.end),
          doc: docOf(statement.start, text, comments),
          from: null,
        },
      ]
    }
    if (statement.type !== 'ExportNamedDeclaration') return []
    if (statement.declaration !== null) {
      return declaredNames(statement).map((name) => ({
        name,
        declaration: textOf(statement, text, comments),
        source: text.slice(statement.start, statement.end),
        doc: docOf(statement.start, text, comments),
        from: null,
      }))
    }
    return statement.specifiers.flatMap(({ local, exported }): readonly PublicName[] => {
      const [inside, outside] = [nameOf(local), nameOf(exported)]
      const source = statement.source?.value
      if (source === undefined) return [localName(file, inside, outside)]
      if (!source.startsWith('.')) {
        return [{ name: outside, declaration: `${inside} of ${source}`, source: '', doc: null, from: source }]
      }
      const target = join(dirname(file), source.replace(/\.(?:ts|js)$/, '.d.ts'))
      const found = namesOf(target).find(({ name }) => name === inside)
      if (found === undefined) throw new Error(`${file}: ${source} exports no ${inside}`)
      return [{ ...found, name: outside }]
    })
  })
}

/** `export { name }` of something declared or imported above in the same file. */
function localName(file: string, inside: string, outside: string): PublicName {
  const { program, comments, text } = parsed(file)
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      const isImported = statement.specifiers.some(({ local }) => local.name === inside)
      if (isImported) {
        return {
          name: outside,
          declaration: `${inside} of ${statement.source.value}`,
          source: '',
          doc: null,
          from: statement.source.value,
        }
      }
    } else if (declaredNames(statement).includes(inside)) {
      return {
        name: outside,
        declaration: textOf(statement, text, comments),
        source: text.slice(statement.start, statement.end),
        doc: docOf(statement.start, text, comments),
        from: null,
      }
    }
  }
  throw new Error(`${file}: ${inside} is declared nowhere`)
}

function declaredNames(statement: Statement): readonly string[] {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (declaration === null) return []
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  if ('id' in declaration && declaration.id !== null && declaration.id.type === 'Identifier') {
    return [declaration.id.name]
  }
  return []
}

/** A declaration without comments, and with the white space of one blank. */
function textOf(
  node: { readonly start: number; readonly end: number },
  text: string,
  comments: readonly Comment[],
): string {
  const inside = comments.filter(({ start, end }) => start >= node.start && end <= node.end)
  let at = node.start
  let rest = ''
  for (const { start, end } of inside) {
    rest += text.slice(at, start)
    at = end
  }
  return (rest + text.slice(at, node.end)).replaceAll(/\s+/g, ' ').trim()
}

function docOf(start: number, text: string, comments: readonly Comment[]): string | null {
  const above = comments.findLast(({ end }) => end <= start)
  if (above === undefined || !above.value.startsWith('*')) return null
  return text.slice(above.end, start).trim() === '' ? above.value.slice(1).trim() : null
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: string }): string {
  return node.name ?? node.value ?? ''
}

const cache = new Map<
  string,
  { program: ReturnType<typeof parseSync>['program']; comments: Comment[]; text: string }
>()

function parsed(file: string): {
  program: ReturnType<typeof parseSync>['program']
  comments: Comment[]
  text: string
} {
  const known = cache.get(file)
  if (known !== undefined) return known
  const text = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, text)
  const result = { program, comments, text }
  cache.set(file, result)
  return result
}
