import type { Abilities, EdgeCaseView, ParameterPairs, SentView } from '../../model/act-view.ts'
import type { NotesView } from '../../model/call-notes.ts'
import type { CallView, Copyable } from '../../model/call-view.ts'
import { act, ask } from '../ask-server.ts'

/** What the page can do besides showing recordings. Each rejects with an error that says why it was not done. */
export interface Acts {
  readonly abilities: () => Promise<Abilities>
  /** The edge cases of the catalog for an exchange; none for one that was not recognised. */
  readonly edgeCases: (call: string, exchange: string) => Promise<readonly EdgeCaseView[]>
  /** A call (`vitest`) or an exchange as code. */
  readonly copy: (call: string, exchange: string, as: 'vitest' | 'fast-check' | 'pact') => Promise<Copyable>
  /** Notes something about a call, in place of what was seen. */
  readonly note: (call: string, seen: NotesView, wanted: NotesView) => Promise<unknown>
  /** Deletes a call that has so many exchanges. */
  readonly remove: (call: string, exchanges: number) => Promise<unknown>
  /** Sends an exchange of a call to the app again, or all of them in order. */
  readonly replay: (call: string, exchange?: string) => Promise<readonly SentView[]>
  /** A call as it was before redaction, where key and originals are at hand. */
  readonly reveal: (call: string) => Promise<CallView>
  /** Sends an exchange with these parameters in place of its own. */
  readonly send: (call: string, exchange: string, parameters: ParameterPairs) => Promise<readonly SentView[]>
}

/** The acts that the server of this page carries out. */
export function openActs(): Acts {
  return {
    abilities: () => ask<Abilities>('/api/abilities', {}),
    edgeCases: (call, exchange) =>
      ask(`/api/edge-cases?${new URLSearchParams({ call, exchange }).toString()}`, {}),
    copy: (call, exchange, as) =>
      ask(`/api/copies?${new URLSearchParams({ call, exchange, as }).toString()}`, {}),
    note: (call, seen, { tags, note }) =>
      act('POST', '/api/notes', { call, tags, note, seenTags: seen.tags, seenNote: seen.note }),
    remove: (call, exchanges) => act('DELETE', '/api/recording', { call, exchanges }),
    replay: (call, exchange) => act('POST', '/api/replay', { call, exchange }),
    reveal: (call) => act('POST', '/api/reveal', { call }),
    send: (call, exchange, parameters) => act('POST', '/api/send', { call, exchange, parameters }),
  }
}
