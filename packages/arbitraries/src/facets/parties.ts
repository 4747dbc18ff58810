import {
  direction,
  parameter,
  parseAddress,
  sidPrefix,
  type ParameterRow,
  type WebhookKind,
} from '@ringback/catalog'
import type { Draft } from '../kind/draft.ts'
import { absent, type Case, type Facet } from '../kind/facet.ts'
import type { Form, Forms } from '../forms/form.ts'
import { hexOf, type DetailSeed } from '../forms/detail-seed.ts'
import { isRequired, type KindShape } from '../kind/kind-shape.ts'
import { countryOnly, type Party } from '../party.ts'
import { clients, isClientAddress } from '../values/client-identity.ts'
import { otherNumbers, placedNumbers, plainNumber } from '../values/e164.ts'
import { rawNumbers } from '../values/raw-number.ts'
import { sipParties } from '../values/sip-uri.ts'
import { whatsappParties } from '../values/whatsapp-address.ts'
import { withheldCallers } from '../values/withheld-caller.ts'

const nobody: Form<Party> = { name: 'empty', make: () => ({ address: '', geo: undefined }) }
const [client, ...otherClients] = clients
const [sip, ...otherSips] = sipParties('example.sip.twilio.com')

/** The two ends of the call and the aliases of their addresses. */
export function partyFacets(shape: KindShape): readonly Facet[] {
  const from = shape.rowOf(parameter.From)
  const to = shape.rowOf(parameter.To)
  if (from === undefined || to === undefined) return []
  shape.claim(from.name, to.name, parameter.Caller, parameter.Called)
  const [caller, ...callers] = callersOf(shape, from)
  const [called, ...calledOnes] = calledOf(shape, to)
  // Documented: a custom `To` of a client fills To and leaves Called empty.
  const mayBeLeg = !to.example.includes(':') && (shape.rowOf(parameter.Direction)?.values?.length ?? 0) > 1
  const toCase = (form: Form<Party>): Case =>
    to.example === '' ? customToCase(form) : plainToCase(form, mayBeLeg)
  return [
    {
      name: from.name,
      cases: [fromCase(caller), ...callers.map((form) => fromCase(form, needsInbound.has(form.name)))],
    },
    {
      name: to.name,
      cases: [toCase(called), ...calledOnes.map((form) => (form === nobody ? toNobody : toCase(form)))],
    },
    ...aliasFacets(shape),
  ]
}

// A call placed over the REST API must come from a number that the account owns.
const needsInbound: ReadonlySet<string> = new Set(
  [...withheldCallers, ...rawNumbers, nobody].map(({ name }) => name),
)

function callersOf(shape: KindShape, row: ParameterRow): Forms<Party> {
  const special = byScheme(row.example)
  if (special !== undefined) return special
  const numbers: Forms<Party> = [exampleNumber(row.example), ...otherNumbers, ...placedNumbers]
  const isPlacedByApi = shape
    .rowOf(parameter.Direction)
    ?.values?.every((value) => value === direction.outboundApi)
  if (isPlacedByApi === true) return [...numbers, client, sip]
  const callers: Forms<Party> = [...numbers, ...withheldCallers, ...rawNumbers]
  if (shape.kind === 'voice.incoming-pstn') return [...callers, nobody]
  return takesNumbersOnly(shape) ? callers : [...callers, nobody, ...clients, sip, ...otherSips]
}

function calledOf(shape: KindShape, row: ParameterRow): Forms<Party> {
  const { example } = row
  const special = byScheme(example)
  if (special !== undefined) return special
  if (example === '')
    return [
      nobody,
      exampleNumber('+14155550123'),
      ...otherNumbers,
      { name: 'custom-name', make: () => ({ address: 'support', geo: undefined }) },
    ]
  if (example.startsWith(sidPrefix.application)) return [applicationSid]
  const [rawNational] = rawNumbers
  const numbers: Forms<Party> = [exampleNumber(example), ...otherNumbers, ...placedNumbers]
  if (takesNumbersOnly(shape)) return numbers
  return [...numbers, rawNational, nobody, client, ...otherClients, sip]
}

function byScheme(example: string): Forms<Party> | undefined {
  const forms = schemeForms(example)
  if (forms === undefined) return undefined
  const [plain, ...others] = forms
  const first: Party = { address: example, geo: undefined }
  const odd = others.filter(({ make }) => make(0).address !== example)
  return [{ name: plain.name, make: (seed) => (seed === 0 ? first : plain.make(seed)) }, ...odd]
}

function schemeForms(example: string): Forms<Party> | undefined {
  const address = parseAddress(example)
  if (address.scheme === 'sip') return sipParties(address.host)
  if (address.scheme === 'client') return clients
  return address.scheme === 'whatsapp' ? whatsappParties : undefined
}

// Kinds that only the scheme of an address tells apart.
function takesNumbersOnly({ kind }: KindShape): boolean {
  return numbersOnly.has(kind)
}

const numbersOnly: ReadonlySet<WebhookKind> = new Set([
  'voice.incoming-pstn',
  'voice.incoming-byoc-trunk',
  'voice.trunk-disaster-recovery',
  'dial.number-url',
  'status.dial-number',
  'status.incoming-number',
  'connect.conversation-status',
] as const)

const applicationSid: Form<Party> = {
  name: 'application-sid',
  make: (seed) => ({ address: sidPrefix.application + hexOf(seed, 32), geo: undefined }),
}

function exampleNumber(example: string): Form<Party> {
  const plain: Party = { address: example, geo: plainNumber.make(0).geo ?? countryOnly('US') }
  return { name: plainNumber.name, make: (seed) => (seed === 0 ? plain : plainNumber.make(seed)) }
}

function fromCase({ name, make }: Form<Party>, isForInbound = false): Case {
  return {
    name,
    apply: (draft, seed) => {
      if (isForInbound && isOutbound(draft)) return false
      draft.from = make(seed)
      return true
    },
  }
}

function isOutbound(draft: Draft): boolean {
  return draft.direction === direction.outboundApi
}

function plainToCase({ name, make }: Form<Party>, isLeg: boolean): Case {
  return {
    name,
    apply: (draft, seed) => {
      const to = make(seed)
      // Dialled clients and SIP endpoints have webhook kinds of their own.
      const isDialled = isLeg && draft.direction === direction.outboundDial
      if (isDialled && to.address.includes(':')) return false
      draft.to = to
      return true
    },
  }
}

function customToCase({ name, make }: Form<Party>): Case {
  return {
    name,
    apply: (draft, seed) => {
      draft.to = { ...make(seed), geo: undefined }
      draft.calledAddress = ''
      return true
    },
  }
}

// Only a call that a client placed has an empty To.
const toNobody: Case = {
  name: nobody.name,
  apply: (draft, seed: DetailSeed) => {
    if (isOutbound(draft)) return false
    const isClient = isClientAddress(draft.from.address)
    if (!isClient && draft.odd.includes(parameter.From)) return false
    if (!isClient) draft.from = client.make(seed)
    draft.to = nobody.make(seed)
    return true
  },
}

/** `Caller` and `Called` are undocumented: where they were never seen, they may be missing. */
function aliasFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.Caller)
  if (row === undefined || isRequired(row)) return []
  const without: Case = {
    name: 'absent',
    apply: (draft) => {
      draft.hasAliases = false
      return true
    },
  }
  return [{ name: parameter.Caller, cases: [{ ...absent, name: 'present' }, without] }]
}
