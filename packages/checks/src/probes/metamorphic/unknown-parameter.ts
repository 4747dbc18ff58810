import type { Probe } from '../../probe.ts'
import { findingsOfChange } from './unchanged.ts'

/** A name that Twilio does not send today. It adds parameters without notice, and apps are to ignore them. */
export const unknownName = 'RingbackProbe'

/** A parameter the app does not know. Once Twilio adds one, every caller hears an application error. */
export const unknownParameter: Probe = {
  name: 'unknown-parameter',
  title: 'An unknown parameter does not change the answer.',
  area: 'metamorphic',
  appliesTo: () => true,
  run: (request, context) =>
    findingsOfChange(
      request,
      {
        code: 'unknown-parameter',
        when: `it gets a parameter that it does not know (${unknownName})`,
        apply: (plain) => ({ ...plain, parameters: [...plain.parameters, [unknownName, '1']] }),
        severityOfDifference: 'error',
        isOfAllPages: true,
      },
      context,
    ),
}
