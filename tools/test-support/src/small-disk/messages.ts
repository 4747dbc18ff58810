/** What a server on a small disk is told to do. `fill`: take all room that is left on its disk; `free`: give it back. */
export type DiskOrder = 'fill' | 'free' | 'kill' | 'restart' | 'stop'

/** What it tells. */
export type DiskNews =
  | { readonly type: 'started'; readonly url: string; readonly port: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string }
