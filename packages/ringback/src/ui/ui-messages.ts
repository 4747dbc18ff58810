import type { NamedReport } from '@ringback/inspector'
import type { AppRequestOptions } from '../commands/inspect/act-options.ts'
import type { StoreAddress } from '../store/store-address.ts'

/** What the page's process is told: what the page shows. */
export interface PageSettings {
  /** The folder of the recordings; null: the page shows reports only. */
  readonly directory: string | null
  /** The database that the recordings are in, in place of the folder. */
  readonly store?: StoreAddress | undefined
  /** The port on 127.0.0.1; 0 takes a free one. */
  readonly port: number
  /** The app that requests may be sent to, and how; undefined: nothing is sent. */
  readonly request?: (AppRequestOptions & { readonly authToken?: string | undefined }) | undefined
  /** The configuration file; undefined: the one of the working directory. */
  readonly config?: string | undefined
  /** Reports of commands that are shown beside the calls. */
  readonly reports?: readonly NamedReport[] | undefined
  /** The folder of findings that can be sent again; undefined: findings are only shown. */
  readonly findings?: string | undefined
}

/** A report that the page shows in place of the one of its kind; sent to the process while it runs. */
export type PageOrder = { readonly type: 'report'; readonly report: NamedReport }

/** What it tells when it has started, or why it has not. */
export type PageNews =
  | { readonly type: 'listening'; readonly url: string }
  | {
      readonly type: 'failed'
      readonly code: string
      readonly message: string
      readonly remedy: string | undefined
    }
