import process from 'node:process'
import { format } from 'node:util'
import { running } from './current-app.ts'

const names = ['Twilio', 'Runtime'] as const
const consoleMethods = ['log', 'info', 'debug', 'warn', 'error'] as const

let users = 0
let restore: () => void = () => {}

/**
 * Puts the globals `Twilio` and `Runtime`, the console and the handlers of uncaught errors in place. Each looks at the app
 * whose code runs, so that apps do not see each other's, and code outside of Functions sees what was there before.
 * The returned function takes them away again when no app is left.
 */
export function useProcessHooks(): () => void {
  users += 1
  if (users === 1) restore = install()
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    users -= 1
    if (users === 0) restore()
  }
}

function install(): () => void {
  const undo = [...names.map(shareGlobal), ...consoleMethods.map(shareConsole), catchErrors()]
  return () => {
    for (const each of undo) each()
  }
}

function shareGlobal(name: (typeof names)[number]): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name)
  let outside: unknown = Reflect.get(globalThis, name)
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get: () => running()?.[name] ?? outside,
    set(value: unknown) {
      outside = value
    },
  })
  return () => {
    if (before === undefined && outside === undefined) Reflect.deleteProperty(globalThis, name)
    else Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: outside })
  }
}

function shareConsole(method: (typeof consoleMethods)[number]): () => void {
  const { console } = globalThis
  const original = console[method]
  const shared = (...values: unknown[]): void => {
    const log = running()?.log
    if (log === undefined) original.apply(console, values)
    else log(format(...values))
  }
  console[method] = shared
  return () => {
    if (console[method] === shared) console[method] = original
  }
}

/** An error that a Function did not catch ends its invocation, and not the process. All others are as without this. */
function catchErrors(): () => void {
  const onRejection = (error: unknown): void => {
    const app = running()
    if (app !== undefined) app.fail(error)
    // Node leaves a rejection to its listeners: without another one, it ends the process.
    else if (process.listenerCount('unhandledRejection') === 1) rethrow(error)
  }
  const onError = (error: unknown): void => {
    const app = running()
    if (app !== undefined) app.fail(error)
    else if (process.listenerCount('uncaughtException') === 1) rethrow(error)
  }
  const rethrow = (error: unknown): void => {
    process.off('uncaughtException', onError)
    setImmediate(() => {
      throw error
    })
  }
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onError)
  return () => {
    process.off('unhandledRejection', onRejection)
    process.off('uncaughtException', onError)
  }
}
