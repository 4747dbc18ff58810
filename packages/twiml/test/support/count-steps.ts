import { Session, type Profiler } from 'node:inspector'

/** The code whose steps are counted. */
const counted = /packages\/twiml\/src\/|node_modules\/saxes\//

/** Methods of strings and expressions that read a text on the spot, and how much of it they read. */
const readers = {
  indexOf: (text: string, [, from = 0]: readonly number[], found: number) =>
    found === -1 ? text.length - from : found - from,
  lastIndexOf: (_text: string, [, from = _text.length]: readonly number[], found: number) =>
    found === -1 ? from : from - found,
} as const

/**
 * How much work a task is: how often each block of the TwiML package and of its XML parser is entered, plus the
 * characters that built-in searches read. A count, so that it is the same on every machine.
 */
export function countSteps(task: () => unknown): number {
  const session = new Session()
  session.connect()
  // A session of one's own thread answers before `post` returns.
  const post = (method: string, parameters: object = {}): void =>
    session.post(method, parameters, (error) => {
      if (error !== null) throw error
    })
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const searches = watchSearches()
  try {
    task()
    let blocks = 0
    session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error !== null) throw error
      blocks = blocksEntered(result)
    })
    return searches.characters() + blocks
  } finally {
    searches.stop()
    post('Profiler.stopPreciseCoverage')
    session.disconnect()
  }
}

function blocksEntered(scripts: readonly Profiler.ScriptCoverage[]): number {
  return scripts
    .filter(({ url }) => counted.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0)
}

function watchSearches(): { readonly characters: () => number; readonly stop: () => void } {
  // oxlint-disable unbound-method, no-extend-native -- called on the right object below, and put back by `stop`
  const { indexOf, lastIndexOf } = String.prototype
  const { exec } = RegExp.prototype
  let characters = 0
  String.prototype.indexOf = function (wanted, from) {
    const found = indexOf.call(this, wanted, from)
    characters += readers.indexOf(String(this), [0, from ?? 0], found)
    return found
  }
  String.prototype.lastIndexOf = function (wanted, from) {
    const found = lastIndexOf.call(this, wanted, from)
    characters += readers.lastIndexOf(String(this), [0, from ?? this.length], found)
    return found
  }
  RegExp.prototype.exec = function (text) {
    const from = this.global ? this.lastIndex : 0
    const match = exec.call(this, text)
    characters += (match === null ? text.length : match.index + match[0].length) - from
    return match
  }
  // oxlint-enable unbound-method, no-extend-native
  return {
    characters: () => characters,
    stop: () => {
      Object.assign(String.prototype, { indexOf, lastIndexOf })
      Object.assign(RegExp.prototype, { exec })
    },
  }
}
