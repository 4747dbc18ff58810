import type { Probe } from '../../probe.ts'
import { findingsOfChange } from './unchanged.ts'

/** Parameters in another order. Twilio promises none, and has changed it. */
export const parameterOrder: Probe = {
  name: 'parameter-order',
  title: 'The order of the parameters does not change the answer.',
  area: 'metamorphic',
  appliesTo: ({ parameters }) => parameters.length > 1,
  run: (request, context) =>
    findingsOfChange(
      request,
      {
        code: 'parameter-order',
        when: 'the parameters are in the opposite order',
        apply: (plain) => ({ ...plain, parameters: plain.parameters.toReversed() }),
        severityOfDifference: 'error',
        isOfAllPages: true,
      },
      context,
    ),
}
