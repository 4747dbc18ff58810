import type { Probe } from './probe.ts'
import { callbackOrder } from './probes/callback-order.ts'
import { callsMixedUp } from './probes/calls-mixed-up.ts'
import { duplicateDelivery } from './probes/duplicate-delivery.ts'
import { endless } from './probes/endless.ts'
import { forgedNumber } from './probes/forged-number.ts'
import { hostileText } from './probes/hostile-text.ts'
import { inputEscaped } from './probes/injection.ts'
import { inputDenied } from './probes/input-denied.ts'
import { inputIgnored } from './probes/input-ignored.ts'
import { media } from './probes/media.ts'
import { missingGeo } from './probes/metamorphic/missing-geo.ts'
import { outcomeIgnored } from './probes/outcome-ignored.ts'
import { parameterOrder } from './probes/metamorphic/parameter-order.ts'
import { redirectParameters } from './probes/metamorphic/redirect-parameters.ts'
import { signatureEnforced } from './probes/signature.ts'
import { socketSignature } from './probes/socket-signature.ts'
import { spaceEncoding } from './probes/metamorphic/space-encoding.ts'
import { unknownParameter } from './probes/metamorphic/unknown-parameter.ts'
import { withheldCallers } from './probes/withheld-callers.ts'

/** The checks that send requests of their own. */
export const probes: readonly Probe[] = [
  unknownParameter,
  parameterOrder,
  spaceEncoding,
  missingGeo,
  redirectParameters,
  endless,
  inputIgnored,
  inputDenied,
  media,
  duplicateDelivery,
  callbackOrder,
  withheldCallers,
  outcomeIgnored,
  callsMixedUp,
  signatureEnforced,
  socketSignature,
  inputEscaped,
  hostileText,
  forgedNumber,
]
