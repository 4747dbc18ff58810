import type { WebhookKind } from './webhooks.gen.ts'

/** How a fact is known. `seen`: in a real payload; `code`: in code that talks to Twilio; `inferred`: by us. */
export type Confidence =
  | 'documented'
  | 'documented+seen'
  | 'documented+code'
  | 'seen'
  | 'code'
  | 'code+seen'
  | 'inferred'

/**
 * When a parameter is sent. `always`: on every request of the kind; `conditional`: as `when` says;
 * `dynamic`: a family of names (`SipHeader_*`), any number of them.
 */
export type Presence = 'always' | 'conditional' | 'dynamic'

/** What the text of a value looks like. */
export type Grammar =
  | 'address'
  | 'boolean'
  | 'const'
  | 'country'
  | 'digit'
  | 'digit-or-hangup'
  | 'digits'
  | 'enum'
  | 'float'
  | 'hostname'
  | 'integer'
  | 'ip'
  | 'iso8601'
  | 'json'
  | 'jwt'
  | 'language'
  | 'masked'
  | 'mmyy'
  | 'name-addr'
  | 'percent-encoded-json'
  | 'rfc2822'
  | 'sid'
  | 'text'
  | 'timestamp'
  | 'url'

/** A grammar with the limits that hold for one parameter. */
export interface ValueGrammar {
  readonly grammar: Grammar
  /** The two letters of a SID (`CA`). */
  readonly prefix?: string
  readonly unit?: 'seconds' | 'minutes' | 'milliseconds' | 'bytes'
  readonly min?: number
  readonly max?: number
  readonly maxLength?: number
  /** Characters that may not occur. */
  readonly forbids?: string
}

/** What is known of a parameter name wherever it occurs. */
export interface ParameterBase extends ValueGrammar {
  readonly presence: Presence
  /** The condition, in words. */
  readonly when: string
  /** The values of an `enum` or `const`; for other grammars, values that are known to occur. */
  readonly values?: readonly string[]
  readonly example: string
  /** Where the fact was read. */
  readonly source: string
  readonly confidence: Confidence
  readonly note?: string
}

/** One parameter of one webhook kind. */
export interface ParameterRow extends ParameterBase {
  /** In Twilio's spelling. A trailing `*` stands for any ending; `*custom*` for any name at all. */
  readonly name: string
}

/** The part of the product that sends a webhook. */
export type KindFamily =
  | 'twiml-request'
  | 'action-request'
  | 'call-status'
  | 'recording'
  | 'conference'
  | 'media'
  | 'other'

/** One webhook kind with all of its parameters. */
export interface KindRow {
  /** `voice.incoming-pstn`, `dial.action`, ... */
  readonly kind: WebhookKind
  readonly family: KindFamily
  readonly title: string
  readonly trigger: string
  /** The method Twilio uses unless the app's configuration says otherwise. */
  readonly method: 'GET' | 'POST'
  /** True: Twilio executes the TwiML of the answer. False: a callback, the answer is not executed. */
  readonly synchronous: boolean
  /** The best evidence there is for the kind as a whole. */
  readonly evidence: 'seen' | 'documented' | 'inferred'
  readonly notes: readonly string[]
  readonly parameters: readonly ParameterRow[]
}

/** Fields of a parameter row that differ from its base; `null` takes an optional field away. */
export type RowOverride = {
  readonly [Field in keyof ParameterBase]?: ParameterBase[Field] | null
}

/** A kind as the data files hold it: sets and overrides instead of whole rows. */
export interface KindSource extends Omit<KindRow, 'parameters'> {
  readonly parameters: readonly ParameterSource[]
}

/** A name whose base row holds as it is, a row with overrides, or one of the sets that recur. */
export type ParameterSource =
  | string
  | ({ readonly name: string } & RowOverride)
  | {
      readonly set: ParameterSetName
      readonly confidence: Confidence
      readonly rows?: Readonly<Record<string, RowOverride>>
    }

/** The sets of parameters that recur (docs/facts/webhooks.md, section 1.0). */
export type ParameterSetName = 'core' | 'alias' | 'geo' | 'geoAlias'
