/** What a state handler is given: the parameters of the provider state. */
export type StateParameters = Readonly<Record<string, unknown>>

/** What it may give back: values that replace those of the request (`{ CallSid }`). */
export type StateValues = Readonly<Record<string, unknown>> | undefined | void

/** Brings the app into a state. It may fail: the interaction then fails with its message, and no request is sent. */
export type StateSetup = (parameters: StateParameters) => StateValues | Promise<StateValues>

/** A set-up alone, or one with what takes it back after the interaction. */
export type StateHandler =
  | StateSetup
  | { readonly setup?: StateSetup; readonly teardown?: (parameters: StateParameters) => unknown }

/** By the name of the provider state. */
export type StateHandlers = Readonly<Record<string, StateHandler>>

/** The call that a verifier makes to change the state of the app. */
export interface StateChange {
  readonly state: string
  readonly params: StateParameters
  readonly action: 'setup' | 'teardown'
}

/**
 * Runs the handler of a state. The parameters of the state are among the values, so that a request keeps them where the
 * handler has none of its own.
 */
export async function changeState(
  { state, params, action }: StateChange,
  handlers: StateHandlers,
): Promise<Readonly<Record<string, unknown>>> {
  const handler = Object.hasOwn(handlers, state) ? handlers[state] : undefined
  if (handler === undefined) return params
  if (action === 'teardown') {
    if (typeof handler === 'object') await handler.teardown?.(params)
    return {}
  }
  const setup = typeof handler === 'function' ? handler : handler.setup
  return { ...params, ...(await setup?.(params)) }
}
