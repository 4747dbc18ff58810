import type { FindingStore } from '@ringback/fuzz'
import type { Recording, RecordingsReader } from '@ringback/recording'
import type { ReplayOptions } from '@ringback/replay'

/** Stored findings of the fuzzer, by their ids. */
export interface FindingsToRead extends FindingStore {
  /** The ids of all findings that are stored. */
  ids(): Promise<readonly string[]>
}

/** The app that is called when a tool names no other one, and how requests are signed. */
export interface McpAccess {
  /** Where it listens: a URL of this machine. A path in it is that of the Voice URL. */
  readonly app?: string | undefined
  /** What requests are signed with, and what signatures are checked with. It is never part of an answer. */
  readonly authToken?: string | undefined
  /** The URL that Twilio would request and sign, where it is not that of the app. */
  readonly publicUrl?: string | undefined
  /** The Voice URL, or its path, where `app` has no path. Default: `/`. */
  readonly voiceUrl?: string | undefined
  readonly statusCallback?: string | undefined
  /** How long the app may take to answer, in milliseconds. Default: 15,000, as Twilio. */
  readonly timeoutMs?: number | undefined
}

/** What a server may read and do. */
export interface McpOptions extends McpAccess {
  /** The version that it tells clients. */
  readonly version: string
  /** The recordings folder. Nothing outside of it and of `findings` is read. */
  readonly directory: string
  /** Opens what is recorded elsewhere, in a database; the folder is not read then. */
  readonly openReader?: (() => Promise<RecordingsReader>) | undefined
  /** Offer the tools that send requests to an app on this machine. Default: only those that read. */
  readonly allowCalls?: boolean | undefined
  /** Also show recordings that were made with redaction off. Default: false. */
  readonly unredacted?: boolean | undefined
  /** Where the fuzzer's findings are stored. Absent: none are listed, and none are kept. */
  readonly findings?: FindingsToRead | undefined
  /** Is called before the folder is read, to record what waits sealed in it. */
  readonly beforeReading?: (() => Promise<void>) | undefined
  /** Is asked before a recording is sent again, for what opens its originals. Absent: it is sent as it was recorded. */
  readonly replayMeans?:
    | ((recording: Recording) => Promise<Pick<ReplayOptions, 'redactor' | 'originalOf'>>)
    | undefined
}
