/** How bad something is, as Twilio takes it. */
export type SeverityView = 'error' | 'warning' | 'info'

/** The kinds of reports that the page shows, each in a view of its own. */
export type ReportKind = ReportView['kind']

/** A report of a command, ready to be shown. */
export type ReportView = MapReportView | FindingsReportView | ContractReportView | ResultsReportView

/** Something that is wrong with a phone tree. */
export interface MarkView {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly twilioCode: number | null
  /** The command line that makes the call; null where there is none. */
  readonly command: string | null
  /** Why it is accepted; null when it is not. */
  readonly accepted: string | null
}

/** A place of the phone tree: where a call waits or ends, or a further way to another place. */
export interface MapPlaceView {
  /** `0.2.1`: the third place after the first one's second; the same for the same map. */
  readonly id: string
  readonly kind: 'state' | 'end' | 'error' | 'reference'
  /** The number of the state; null for ends. */
  readonly state: number | null
  readonly title: string
  /** What the caller hears. */
  readonly heard: string
  /** What the caller does to get here; empty for the first place. */
  readonly keys: string
  readonly marks: readonly MarkView[]
  /** What the recorded calls did; null where there are none to compare with. */
  readonly coverage: PlaceCoverageView | null
  readonly children: readonly MapPlaceView[]
}

/** How often recorded calls came to a place. */
export interface PlaceCoverageView {
  readonly calls: number
  /** Each input that leads here, with how many calls it was seen in. */
  readonly inputs: readonly { readonly keys: string; readonly calls: number }[]
}

/** A number of things and how many of them were covered. */
export interface ShareView {
  readonly hit: number
  readonly total: number
}

/** How much of the phone tree recorded calls went through. */
export interface MapCoverageView {
  /** Calls that were compared with the map. */
  readonly calls: number
  /** Calls of the folder that were left out, since only the newest are compared. */
  readonly left: number
  readonly states: ShareView
  readonly inputs: ShareView
  /** Calls that came to a place that the map does not have. */
  readonly strayed: number
}

/** The phone tree of an app, as `ringback map` found it. */
export interface MapReportView {
  readonly kind: 'map'
  readonly voiceUrl: string
  readonly states: number
  readonly calls: number
  readonly requests: number
  /** What a reader has to know: limits, prompts that were not understood, an app that remembers callers. */
  readonly notes: readonly string[]
  /** Marks that belong to no place. */
  readonly marks: readonly MarkView[]
  /** Null when not even the first call could be made. */
  readonly tree: MapPlaceView | null
  readonly coverage: MapCoverageView | null
}

/** A parameter in which a request differs from a plain one; null: absent there. */
export interface ParameterDifferenceView {
  readonly name: string
  readonly plain: string | null
  readonly sent: string | null
}

/** Something that a fuzz run found, with the smallest request that shows it. */
export interface FuzzFindingView {
  readonly id: string
  readonly code: string
  readonly severity: SeverityView
  readonly twilioCode: number | null
  readonly webhook: string
  readonly message: string
  readonly method: string
  readonly url: string
  /** What the caller does to get there. */
  readonly path: readonly string[]
  readonly differences: readonly ParameterDifferenceView[]
  /** The HTTP status of the answer; null when none came back. */
  readonly status: number | null
  readonly curl: string
  /** The command line that sends it again. */
  readonly command: string
  readonly accepted: string | null
}

/** A fuzz run. */
export interface FindingsReportView {
  readonly kind: 'findings'
  /** What was done, a clause each: `1,200 requests`. */
  readonly summary: readonly string[]
  readonly notes: readonly string[]
  readonly findings: readonly FuzzFindingView[]
}

/** One way in which an answer departs from the contract. */
export interface ContractDifferenceView {
  readonly code: string
  readonly severity: 'breaking' | 'safe' | 'not-comparable'
  readonly message: string
  /** Where in the TwiML. */
  readonly where: string | null
  /** The value there as the contract has it, and as it was answered; null where there is none to compare. */
  readonly expected: string | null
  readonly actual: string | null
  readonly twilioCode: number | null
  readonly accepted: string | null
}

/** What became of an interaction. */
export type InteractionVerdict = 'passed' | 'failed' | 'pending' | 'not-comparable'

/** An interaction of a contract, verified. */
export interface InteractionView {
  /** Its place in the report. */
  readonly id: string
  readonly consumer: string
  readonly provider: string
  readonly description: string
  readonly webhook: string | null
  readonly request: string
  readonly states: readonly string[]
  readonly verdict: InteractionVerdict
  readonly durationMs: number
  readonly differences: readonly ContractDifferenceView[]
  /** What the caller hears, as the contract has it; null where it holds no document, or the report does not say. */
  readonly expected: readonly string[] | null
  /** What the caller heard from the app; null where the report does not say. */
  readonly answered: readonly string[] | null
}

/** A verification of contracts. */
export interface ContractReportView {
  readonly kind: 'contract'
  readonly interactions: readonly InteractionView[]
  /** What was not verified and why, and what a broker says. */
  readonly notes: readonly string[]
}

/** Something that a command judged. */
export interface ResultView {
  readonly suite: string
  readonly name: string
  readonly verdict: 'passed' | 'failed' | 'pending' | 'not-judged'
  readonly reason: string | null
  readonly problems: readonly ResultProblemView[]
}

/** What is wrong with it. */
export interface ResultProblemView {
  readonly code: string
  readonly severity: SeverityView
  readonly message: string
  readonly twilioCode: number | null
  /** The file and line that it is about. */
  readonly where: string | null
  readonly command: string | null
  readonly accepted: string | null
}

/** What a command judged, whatever command it is. */
export interface ResultsReportView {
  readonly kind: 'results'
  /** `ringback replay`. */
  readonly title: string
  readonly notes: readonly string[]
  readonly results: readonly ResultView[]
}
