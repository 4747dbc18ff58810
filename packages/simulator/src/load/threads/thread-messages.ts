import type { LoadEvent, LoadOptions } from '../load-options.ts'

/** What a thread of a load is started with: data alone, since functions do not pass from thread to thread. */
export type LoadThreadData = Omit<LoadOptions, 'signal' | 'threads'>

/** What it is told: begin, once all threads are loaded; start no more calls. */
export type LoadOrder = 'start' | 'stop'

/** What it tells: that it is loaded, and the events of its part of the load. */
export type LoadNews = { readonly type: 'ready' } | LoadEvent
