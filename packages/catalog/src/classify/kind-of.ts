import { messagingParameters } from '../data/kind-signals.ts'
import type { Parameters } from '../parameters.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import { classify, type ClassifyRequest } from './classify.ts'
import { isTelling, knownName } from './evidence.ts'
import { fitsOf } from './value-fit.ts'

/** How a parameter takes part in the key of a request. */
interface Part {
  /** One character that stands for the name; no value begins with it. */
  readonly mark: string
  readonly isTelling: boolean
  readonly fits: ((value: string) => string | undefined) | undefined
}

const remembered = 2000
const longestKey = 1000
const firstMark = 0xe000
const parts = new Map<string, Part>()
const decided = new Map<string, WebhookKind | null>()

/**
 * The kind that `classify` finds, without reasons and faster: requests with the same parameters and values of the same form
 * are classified once.
 */
export function kindOf(request: ClassifyRequest): WebhookKind | null {
  const key = keyOf(request.parameters ?? [])
  if (key === undefined) return classify(request).kind
  let kind = decided.get(key)
  if (kind === undefined) {
    kind = classify(request).kind
    if (decided.size >= remembered) decided.clear()
    decided.set(key, kind)
  }
  return kind
}

/** Everything that `classify` decides by, as one text; undefined for a request that must be classified anew. */
function keyOf(parameters: Parameters): string | undefined {
  let key = ''
  let isTwilios = false
  for (const [name, value] of parameters) {
    if (messagingParameters.has(name)) return undefined
    const part = partOf(name)
    if (part === undefined) continue
    isTwilios ||= part.isTelling
    key += part.mark
    const fit = part.fits?.(value)
    if (fit !== undefined) key += fit
  }
  return isTwilios && key.length <= longestKey ? key : undefined
}

/** Undefined for a parameter that `classify` does not weigh. */
function partOf(name: string): Part | undefined {
  const present = parts.get(name)
  if (present !== undefined) return present
  const known = knownName(name)
  return known === undefined ? undefined : partOfKnown(known, name)
}

/** `known`: the name itself or the family it belongs to. There are few, so all are kept in memory. */
function partOfKnown(known: string, name: string): Part {
  let part = parts.get(known)
  if (part === undefined) {
    part = {
      mark: String.fromCharCode(firstMark + parts.size),
      isTelling: isTelling(known),
      fits: fitsOf(known),
    }
    parts.set(known, part)
  }
  return known === name ? part : { ...part, isTelling: isTelling(name) }
}
