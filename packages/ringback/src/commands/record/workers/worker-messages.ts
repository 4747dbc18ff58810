import type { GivenTokens, ProxyEvent, ProxyNews, ProxyOptions } from '@ringback/proxy'
import type { SpoolOrder, WorkerSpool } from '@ringback/redaction/node'
import type { FoundValues } from '../own-values.ts'
import type { WorkerUsage } from './worker-usage.ts'

/** The options of a proxy that are plain data. */
export type PlainProxyOptions = Omit<
  ProxyOptions,
  'tls' | 'recorder' | 'store' | 'redact' | 'trustForwarded' | 'clock' | 'newId'
>

/** What a worker process is told. */
export type WorkerOrder =
  /** Comes first: what to forward, and where to seal what passes. */
  | { readonly type: 'start'; readonly proxy: PlainProxyOptions; readonly spool: WorkerSpool }
  | { readonly type: 'spool'; readonly order: SpoolOrder }
  /** Check signatures with these from now on. */
  | { readonly type: 'auth-tokens'; readonly tokens: GivenTokens }
  /** Take no more requests and end; `drain`: those in flight are finished. */
  | { readonly type: 'close'; readonly drain: boolean }

/** What a worker process tells; nothing of it is written to disk. */
export type WorkerNews =
  | { readonly type: 'listening'; readonly event: Extract<ProxyEvent, { readonly type: 'listening' }> }
  /** It could not listen. `problems`: what is wrong with the options. `code`: of the system's error. */
  | {
      readonly type: 'failed'
      readonly problems: readonly string[] | undefined
      readonly code: string | undefined
      readonly message: string
    }
  | ({
      readonly type: 'news'
      /** How many exchanges it has kept since it last told. */
      readonly kept: number
      /** The share of its time that it was at work. */
      readonly utilization: number
      readonly usage: WorkerUsage
      /** One's own values that it has seen so far. */
      readonly own: FoundValues
    } & ProxyNews)
