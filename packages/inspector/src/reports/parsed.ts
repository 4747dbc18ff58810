import { RingbackError } from '@ringback/common'
import * as v from 'valibot'

const mostProblems = 5

/**
 * A report that was read, as its schema has it. `name`: the file, for messages.
 * @throws {RingbackError} `bad-report`; the message names the fields that are wrong.
 */
export function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  document: unknown,
  name: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, document)
  if (result.success) return result.output
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the report'}: ${issue.message}`)
  const more = problems.length - mostProblems
  throw new RingbackError(
    'bad-report',
    [
      `${name} cannot be shown:`,
      ...problems.slice(0, mostProblems).map((problem) => `  ${problem}`),
      ...(more > 0 ? [`  and ${more} more.`] : []),
    ].join('\n'),
    { remedy: 'Write it again with this version of ringback: --reporter json=<file>' },
  )
}
