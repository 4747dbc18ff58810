import { parameter } from '@ringback/catalog'
import type { Probe } from '../../probe.ts'
import { findingsOfChange } from './unchanged.ts'

const places = new Set<string>(
  [parameter.From, parameter.To, parameter.Caller, parameter.Called].flatMap((party) =>
    ['City', 'State', 'Zip', 'Country'].map((part) => party + part),
  ),
)

/** A call without any geographic parameter, as many calls from abroad and all withheld ones are. */
export const missingGeo: Probe = {
  name: 'missing-geo',
  title: 'A call of unknown origin is answered like any other.',
  area: 'metamorphic',
  appliesTo: ({ parameters }) => parameters.some(([name]) => places.has(name)),
  run: (request, context) =>
    findingsOfChange(
      request,
      {
        code: 'missing-geo',
        when: 'no city, state, zip or country is known',
        apply: (plain) => ({
          ...plain,
          parameters: plain.parameters.filter(([name]) => !places.has(name)),
        }),
        // To greet by city is no mistake.
        severityOfDifference: 'info',
      },
      context,
    ),
}
