import { Visitor } from 'oxc-parser'
import type { SourceFile } from './source-file.ts'

/**
 * Literals that are codes of Twilio's debugger, one sentence each: outside of catalog and twiml a code is written by
 * its name.
 */
export function codeLiteralProblems(source: SourceFile, codes: ReadonlySet<number>): readonly string[] {
  const problems: string[] = []
  new Visitor({
    Literal(node) {
      // A count is written with separators (15_000), a code without.
      const digits = /^['"]?(\d{5})['"]?$/.exec(node.raw ?? '')?.[1]
      if (digits === undefined || !codes.has(Number(digits))) return
      problems.push(
        `${source.path}:${source.lineOf(node.start)}: ${digits} is a code of Twilio's debugger. Use its name in @ringback/catalog.`,
      )
    },
  }).visit(source.program)
  return problems
}
