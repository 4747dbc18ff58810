import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { publicEntries, type PublicEntry } from '@ringback/scripts/api/public-entries'
import { publicNames, type PublicName } from '@ringback/scripts/api/public-names'

/** One name that an entry exports, as it is declared where it comes from. */
export interface Declared {
  readonly name: string
  /** The documentation comment as text; empty for a name of a package outside this repository. */
  readonly doc: string
  /** The declaration with the comments in it, as in the file. */
  readonly declaration: string
  /** The package that declares it, where that is another one. */
  readonly from?: string
}

/** `ringback/phone`. */
export function importName({ package: name, subpath }: PublicEntry): string {
  return `${name === 'ringback' ? 'ringback' : `@ringback/${name}`}${subpath.slice(1)}`
}

/** The entries of the package `ringback`, each with its names. Needs the declarations that \`tsc -b\` writes. */
export function frontDoor(root: string): readonly { entry: PublicEntry; names: readonly Declared[] }[] {
  const entries = publicEntries(root)
  const missing = entries.find(({ types }) => !existsSync(join(root, types)))
  if (missing !== undefined) throw new Error(`${missing.types} is missing. Run tsc -b first.`)
  const byImport = new Map(entries.map((entry) => [importName(entry), entry]))
  return entries
    .filter((entry) => entry.package === 'ringback')
    .map((entry) => ({
      entry,
      names: publicNames(root, entry.types).map((name) => declared(name, byImport, root)),
    }))
}

function declared(found: PublicName, entries: ReadonlyMap<string, PublicEntry>, root: string): Declared {
  if (found.from === null) {
    return { name: found.name, doc: docText(found.doc ?? ''), declaration: found.source }
  }
  const entry = entries.get(found.from)
  const original =
    entry && publicNames(root, entry.types).find(({ name }) => name === found.declaration.split(' of ')[0])
  if (original === undefined) return { name: found.name, doc: '', declaration: '', from: found.from }
  return { ...declared(original, entries, root), name: found.name, from: found.from }
}

/** A comment without its stars. */
export function docText(comment: string): string {
  return comment.replaceAll(/^\s*\* ?/gm, '').trim()
}

/** The members of an interface in a source file, each with its comment and its type. */
export function interfaceMembers(
  source: string,
  name: string,
): readonly { readonly name: string; readonly doc: string; readonly type: string }[] {
  const body = new RegExp(`export interface ${name} \\{\\n(.*?)^\\}`, 'ms').exec(source)?.[1]
  if (body === undefined) throw new Error(`No interface ${name} in the source.`)
  return [...body.matchAll(/^ {2}\/\*\*(.*?)\*\/\s+readonly (\w+)\??: (.+)$/gms)].map(
    ([, doc = '', member = '', rest = '']) => ({
      name: member,
      doc: docText(doc).replaceAll(/\s+/g, ' '),
      type: rest.split('\n', 1)[0] ?? '',
    }),
  )
}
