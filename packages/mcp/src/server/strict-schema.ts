import { toStandardJsonSchema } from '@valibot/to-json-schema'
import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { shortened } from '@ringback/common'
import { getDotPath, safeParse, type BaseIssue, type GenericSchema } from 'valibot'

/** Problems are told up to this number, each up to this length: what was sent may be long. */
const mostProblems = 5
const longestProblem = 200

/** Names that every object of JavaScript has; valibot takes an argument of such a name for a known one. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype)).add('prototype')

/** A schema as the SDK takes it: with its JSON Schema, and with messages that are short and say what to do. */
export function strictSchema(schema: GenericSchema): StandardSchemaWithJSON {
  return {
    '~standard': {
      ...toStandardJsonSchema(schema)['~standard'],
      validate(value) {
        const name = inheritedNameIn(value)
        if (name !== undefined)
          return { issues: [{ message: `No argument or parameter can be called ${name}.` }] }
        const result = safeParse(schema, value)
        if (result.success) return { value: result.output }
        return {
          issues: result.issues
            .slice(0, mostProblems)
            .map((issue) => ({ message: shortened(problemOf(issue), longestProblem) })),
        }
      },
    },
  }
}

function problemOf(issue: BaseIssue<unknown>): string {
  const { type, expected, received, message } = issue
  const name = getDotPath(issue) ?? 'the arguments'
  if (type === 'strict_object' && expected === 'never') return `There is no argument ${shortened(name)}.`
  if (received === 'undefined') return `The argument ${name} is missing.`
  if (issue.kind === 'validation') return `${shortened(name)}: ${message}`
  return `${shortened(name)} must be ${expected ?? 'something else'}.`
}

function inheritedNameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return firstOf(value)
  return Object.keys(value).find((key) => inherited.has(key)) ?? firstOf(Object.values(value))
}

function firstOf(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const name = inheritedNameIn(value)
    if (name !== undefined) return name
  }
  return undefined
}
