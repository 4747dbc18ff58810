import { documentContexts, lintTwiml, parseTwiml, type DocumentContext } from '@ringback/twiml'
import * as v from 'valibot'
import { findingAnswer, findingSchema } from '../../answers/finding.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import { heardIn } from '../../calls/heard.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

// The keys of the table are its type's.
const contexts = Object.keys(documentContexts) as readonly DocumentContext[]
const longestTwiml = 100_000

/** Whether Twilio accepts a document. */
export const checkTwiml: Tool = defineTool({
  name: 'check_twiml',
  title: 'Check TwiML',
  description:
    "Checks a TwiML document: what Twilio's debugger would log about it, with line and column and what to write instead, and what a caller hears. Nothing is sent anywhere. Call it with the whole document whenever you have written or changed TwiML.",
  acts: false,
  input: v.strictObject({
    twiml: v.pipe(
      v.string(),
      v.maxLength(longestTwiml, 'The document is longer than 100,000 characters.'),
      v.description('The document, from <?xml or <Response> on'),
    ),
    context: v.optional(
      v.pipe(v.picklist(contexts), v.description('Where in a call the document is used')),
      'voice',
    ),
    inline: v.optional(
      v.pipe(v.boolean(), v.description('It is passed to the REST API as the parameter Twiml')),
      false,
    ),
    contentType: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(200),
        v.description('The Content-Type that the app sends, to be checked too'),
      ),
    ),
    ...pageInput,
  }),
  output: v.strictObject({
    errors: v.number(),
    warnings: v.number(),
    findings: v.array(findingSchema),
    heard: v.pipe(v.array(v.string()), v.description('What a caller hears; empty where it cannot be run')),
    ...pageOutput,
  }),
  async run({ twiml, context, inline, contentType, ...page }) {
    const findings = lintTwiml(twiml, { context, inline, ...(contentType !== undefined && { contentType }) })
    const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length
    const { items, ...part } = pageOf(findings, page, (finding) =>
      findingAnswer(finding, `line ${finding.line}, column ${finding.column}`),
    )
    const { document } = parseTwiml(twiml)
    return {
      errors: count('error'),
      warnings: count('warning'),
      findings: items,
      heard: document === null ? [] : heardIn(document),
      ...part,
    }
  },
})
