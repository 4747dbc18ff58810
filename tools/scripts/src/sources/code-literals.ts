import { Visitor } from 'oxc-parser'
import type { SourceFile } from './source-file.ts'

/**
 * Literals that are codes of Twilio's debugger or REST API, one sentence each: outside of catalog and twiml a code is
 * written by its name (`debuggerCode.invalidContentType`), which `names` gives for each code.
 */
export function codeLiteralProblems(
  source: SourceFile,
  names: ReadonlyMap<number, string>,
): readonly string[] {
  const problems: string[] = []
  new Visitor({
    Literal(node) {
      // A count is written with separators (15_000), a code without.
      const digits = /^['"]?(\d{5})['"]?$/.exec(node.raw ?? '')?.[1]
      const name = digits === undefined ? undefined : names.get(Number(digits))
      if (name === undefined) return
      problems.push(
        `${source.path}:${source.lineOf(node.start)}: ${digits} is a code of Twilio's. Use its name in @ringback/catalog: ${name}`,
      )
    },
  }).visit(source.program)
  return problems
}
