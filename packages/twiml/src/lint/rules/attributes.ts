import { attributeRow, elementRow } from '../../grammar.ts'
import type { AttributeRow } from '../../model.ts'
import { nearest } from '@ringback/common'
import { shortened } from '@ringback/common'
import type { ElementRule, Problem, Visit } from '../options.ts'
import { valueProblems } from '../values/value-problems.ts'

/** Attributes that are XML's or the schema's own; Twilio's schema does not judge them. */
const XML_ATTRIBUTE = /^(xmlns(:|$)|xsi:|xml:)/

/** Unknown attributes, missing ones, and values that are not what the grammar says. */
export const attributesRule: ElementRule = (visit) => [
  ...Object.entries(visit.element.attributes).flatMap(([name, value]) => {
    const row = attributeRow(visit.row.id, name)
    if (row !== undefined) return valueProblems({ ...visit, attribute: row, value })
    return XML_ATTRIBUTE.test(name) ? [] : [unknown(visit, name)]
  }),
  ...visit.row.attributes.filter((row) => isMissing(visit, row)).map((row) => missing(visit, row)),
]

function unknown({ element, row }: Visit, name: string): Problem {
  const owners = row.children.filter((child) => attributeRow(child, name) !== undefined)
  const names = row.attributes.map((attribute) => attribute.name)
  const suggestion = owners.length > 0 ? undefined : nearest(name, names)
  const advice = owners.length > 0 ? ` It belongs on ${ownerNames(owners)}.` : ''
  return {
    code: 'twiml-unknown-attribute',
    message: `${element.name} has no attribute ${shortened(name)}; Twilio logs a warning and ignores it.${advice}`,
    position: element.attributePositions[name] ?? element.position,
    twilioCode: 12200,
    attribute: name,
    suggestion,
  }
}

function ownerNames(ids: readonly string[]): string {
  return ids.map((id) => elementRow(id)?.name ?? id).join(', ')
}

function isMissing({ element }: Visit, { name, required }: AttributeRow): boolean {
  return required === true && element.attributes[name] === undefined
}

function missing({ element }: Visit, { name }: AttributeRow): Problem {
  return {
    code: 'twiml-missing-attribute',
    message: `${element.name} needs the attribute ${name}; Twilio logs a warning and cannot use the element.`,
    position: element.position,
    twilioCode: 12200,
    attribute: name,
  }
}
