import type { AttributeRow } from '../../model.ts'
import type { Position } from '../../position.ts'
import { shortened } from '@ringback/common'
import type { Problem } from '../options.ts'
import { problemWith } from './problem-with.ts'
import { INVALID_URL } from './url-problem.ts'
import type { ValueProblem, WrittenValue } from './value-problem.ts'

const SCHEMA_INTEGER = /^\s*[+-]?\d+\s*$/
const [LEAST_INTEGER, GREATEST_INTEGER] = [-2_147_483_648, 2_147_483_647]

/** Everything that is wrong with one attribute's value: Twilio's schema may warn, then the verb itself. */
export function valueProblems(written: WrittenValue): readonly Problem[] {
  const problem = problemWith(written)
  const { element, attribute } = written
  const position = element.attributePositions[attribute.name] ?? element.position
  const found = problem === undefined ? [] : [valueFinding(written, problem, position)]
  return breaksSchema(written, problem) ? [schemaFinding(written, position), ...found] : found
}

function breaksSchema({ attribute, value }: WrittenValue, problem: ValueProblem | undefined): boolean {
  if (attribute.schema === 'enumeration') return problem !== undefined
  if (attribute.schema !== 'int') return false
  const number = Number(value)
  return !SCHEMA_INTEGER.test(value) || number < LEAST_INTEGER || number > GREATEST_INTEGER
}

function schemaFinding({ element, attribute, value }: WrittenValue, position: Position): Problem {
  const wanted =
    attribute.schema === 'int' ? 'a whole number' : `one of ${(attribute.values ?? []).join(', ')}`
  return {
    code: 'twiml-schema-value',
    message: `${element.name} has ${attribute.name}="${shortened(value)}" where Twilio's schema requires ${wanted}; Twilio logs a warning and runs the rest.`,
    position,
    twilioCode: 12200,
    attribute: attribute.name,
  }
}

function valueFinding(
  { element, attribute, value, parent }: WrittenValue,
  problem: ValueProblem,
  position: Position,
): Problem {
  const plain = attribute.type === 'url' ? INVALID_URL : undefined
  const own = attribute.errorCodeIn?.[parent?.id ?? ''] ?? attribute.errorCode ?? plain
  const twilioCode = problem.isOpen === true ? undefined : (problem.twilioCode ?? own)
  return {
    code: problem.code ?? 'twiml-attribute-value',
    message: `${element.name} has ${attribute.name}="${shortened(value)}", ${problem.message}${consequence(attribute, problem)}`,
    position,
    twilioCode,
    severity: problem.isOpen === true ? 'info' : 'warning',
    attribute: attribute.name,
    suggestion: problem.suggestion,
  }
}

function consequence({ default: fallback, open }: AttributeRow, problem: ValueProblem): string {
  if (problem.isOpen === true) return '.'
  if (problem.consequence !== undefined) return `; ${problem.consequence}.`
  if (fallback === undefined) return '; Twilio ignores it.'
  // Languages and speech models are handed on to the provider.
  return open === true
    ? `; Twilio passes it on or uses the default, "${fallback}".`
    : `; Twilio uses the default, "${fallback}".`
}
