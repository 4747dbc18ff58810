/** What the value of an attribute looks like. */
export type AttributeType =
  | 'boolean'
  | 'decimal'
  | 'dtmf'
  | 'duration'
  | 'enum'
  | 'enumList'
  | 'httpMethod'
  | 'integer'
  | 'integerList'
  | 'integerOrAuto'
  | 'keypadKey'
  | 'keypadKeys'
  | 'phoneNumber'
  | 'sid'
  | 'string'
  | 'url'
  | 'wssUrl'

/**
 * What the value of an attribute, or the text of an element, may tell about a person. `none`: settings of the app; `label`: a
 * name that the app gives (a conference, a queue), which may be made of a number or a SID; `identity`: the name of a user;
 * `parameter`: what the name beside it says; `digits`: keys to press; `token`: credentials; `text`: what is said or shown.
 */
export type PrivacyClass =
  | 'none'
  | 'address'
  | 'digits'
  | 'identity'
  | 'json'
  | 'label'
  | 'parameter'
  | 'sid'
  | 'text'
  | 'token'
  | 'url'

/** One attribute of one element. */
export interface AttributeRow {
  readonly name: string
  readonly type: AttributeType
  readonly privacy: PrivacyClass
  /** The values of an enum or of the words in a list. */
  readonly values?: readonly string[]
  /** True: `values` are examples, others are accepted. */
  readonly open?: boolean
  /** What other values look like, where not all of them are accepted. */
  readonly openForm?: RegExp
  /** Other values are accepted when they start like this. */
  readonly openPrefixes?: readonly string[]
  /** Other spellings of a value, and the value they stand for. */
  readonly aliases?: Readonly<Record<string, string>>
  /** What Twilio takes when the attribute is absent or bad, as it would be written in TwiML. */
  readonly default?: string
  /** A default that depends on the document: its URL, the value of `timeout`, the account's SID. */
  readonly defaultRule?: 'current-document' | 'timeout' | 'account'
  readonly min?: number
  readonly max?: number
  readonly maxLength?: number
  /** The two letters a SID starts with. */
  readonly prefix?: string
  /** The debugger's code for a bad value. */
  readonly errorCode?: number
  /** Codes that differ by the parent element. */
  readonly errorCodeIn?: Readonly<Record<string, number>>
  readonly required?: boolean
  readonly deprecated?: boolean
  /** Where the attribute is known from; `schema`: only from the schema published in 2010. */
  readonly evidence: 'documented+typed' | 'documented' | 'typed' | 'schema'
  /** Its type in the published schema. A non-integer in an `int` is a schema warning of its own. */
  readonly schema?: 'int' | 'string' | 'enumeration'
  readonly note?: string
}

/** A request that Twilio makes because of an element. */
export interface CallbackRow {
  /** The attribute that holds the URL, or `#text` when the element's text is the URL. */
  readonly attribute: string
  readonly request: string
  /** What becomes of the answer: TwiML to run, nothing, media to play, or no HTTP answer at all (WebSocket). */
  readonly answer: 'run' | 'ignored' | 'media' | 'none'
  /** The method where it is fixed. */
  readonly method?: 'GET' | 'POST'
  /** The attribute that holds the method where it is not. */
  readonly methodAttribute?: string
  readonly eventsAttribute?: string
  readonly when?: string
  /** The leg on which the answer runs, when it is not the call of the document. */
  readonly on?: string
  readonly undocumented?: boolean
}

/** One element of TwiML for voice. */
export interface ElementRow {
  /** Unique; the name but for names that stand for two things (`Sip`, `ReferSip`) or are lower case (`SsmlBreak`). */
  readonly id: string
  /** As written in TwiML. */
  readonly name: string
  readonly kind: 'root' | 'verb' | 'noun' | 'ssml'
  readonly text: 'none' | 'allowed' | 'required'
  /** Of its text, also where there should be none. */
  readonly textPrivacy: PrivacyClass
  /** Ids of the elements it may hold. */
  readonly children: readonly string[]
  /** Ids that the official typings offer and Twilio's schema does not. */
  readonly typedOnlyChildren?: readonly string[]
  /** The debugger's code for a child it may not hold, beside the schema's 12200. */
  readonly childErrorCode?: number
  readonly attributes: readonly AttributeRow[]
  readonly callbacks?: readonly CallbackRow[]
  readonly note?: string
  readonly sources: readonly string[]
}

/** What may stand in a document that is used at one place of a call. */
export interface DocumentContextRow {
  readonly title: string
  /** The verbs that run there; absent: all but `forbiddenVerbs`. */
  readonly verbs?: readonly string[]
  readonly forbiddenVerbs?: readonly string[]
  /** The debugger's code for a verb that may not stand there, and the verbs it is known for (absent: all). */
  readonly errorCode?: number
  readonly errorCodeFor?: readonly string[]
  /** True: Twilio asks for the document again when it has run to its end. */
  readonly loops?: boolean
}
