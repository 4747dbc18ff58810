import type { StandardSchemaV1 } from '@standard-schema/spec'

import { kindRow } from '../kinds/kind-row.ts'
import type { ParameterRow } from '../model.ts'
import { parametersFromRecord, type ParameterRecord } from '../parameters.ts'
import { validate } from '../validate/validate.ts'
import type { ParametersOf } from '../webhook.ts'
import type { WebhookKind } from '../webhooks.gen.ts'

/**
 * A Standard Schema of the parameters of a kind, for every library that takes one: an object of strings in, the
 * same object typed as `ParametersOf<Kind>` out. It has an issue wherever the value is not of that type (a
 * parameter that always comes is missing, a listed value is another) and for every error of `validate`.
 */
export function webhookSchema<Kind extends WebhookKind>(
  kind: Kind,
): StandardSchemaV1<ParameterRecord, ParametersOf<Kind>> {
  const { parameters } = kindRow(kind)
  return {
    '~standard': {
      version: 1,
      vendor: 'ringback',
      validate: (value) => {
        if (!isParameterRecord(value))
          return { issues: [{ message: 'Expected an object from parameter name to string.' }] }
        const issues = [
          ...parameters.flatMap((row) => typeIssues(row, value)),
          ...validate(kind, parametersFromRecord(value))
            .filter(({ severity }) => severity === 'error')
            .map(({ parameter, message }): PathIssue => ({ message, path: [parameter] })),
        ].filter(isFirstOfItsPath)
        // Without issues every required name is there and every listed value is one of its literals.
        return issues.length > 0 ? { issues } : { value: value as ParametersOf<Kind> & ParameterRecord }
      },
    },
  }
}

interface PathIssue {
  readonly message: string
  readonly path: readonly [string]
}

function typeIssues(row: ParameterRow, value: ParameterRecord): PathIssue[] {
  const { name, presence, confidence, grammar, values } = row
  if (presence === 'dynamic') return []
  const present = Object.hasOwn(value, name) ? value[name] : undefined
  if (present === undefined) {
    const required = presence === 'always' && confidence !== 'inferred'
    return required ? [{ message: `${name} is missing.`, path: [name] }] : []
  }
  if (typeof present !== 'string') return [{ message: `${name} appears more than once.`, path: [name] }]
  const listed = (grammar === 'enum' || grammar === 'const' || grammar === 'boolean') && values !== undefined
  if (!listed || values.includes(present)) return []
  return [
    { message: `${name} is ${JSON.stringify(present)}, not one of ${values.join(', ')}.`, path: [name] },
  ]
}

function isFirstOfItsPath({ path }: PathIssue, index: number, all: readonly PathIssue[]): boolean {
  return all.findIndex((each) => each.path[0] === path[0]) === index
}

function isParameterRecord(value: unknown): value is ParameterRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every(
    (each) =>
      typeof each === 'string' || (Array.isArray(each) && each.every((item) => typeof item === 'string')),
  )
}
