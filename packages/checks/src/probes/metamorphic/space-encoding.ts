import { encodingStyle, type FormStyle } from '@ringback/catalog'
import type { Probe } from '../../probe.ts'
import { findingsOfChange } from './unchanged.ts'

/** A space as `+` and as `%20`. Twilio writes one where it fetches TwiML and the other on callbacks. */
export const spaceEncoding: Probe = {
  name: 'space-encoding',
  title: 'A space may be encoded as + or as %20.',
  area: 'metamorphic',
  appliesTo: ({ parameters }) =>
    parameters.some(([name, value]) => name.includes(' ') || value.includes(' ')),
  run: (request, context) => {
    const other: FormStyle = encodingStyle(request.kind) === 'plus' ? 'percent' : 'plus'
    return findingsOfChange(
      request,
      {
        code: 'space-encoding',
        when:
          other === 'percent' ? 'spaces are encoded as %20, not as +' : 'spaces are encoded as +, not as %20',
        apply: (plain) => ({ ...plain, style: other }),
        severityOfDifference: 'error',
        isOfAllPages: true,
      },
      context,
    )
  },
}
