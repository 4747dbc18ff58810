import { agentWord, dialResults, type Step } from './step.ts'

/** The steps of a key path, and the problems found in it. */
export interface ParsedKeyPath {
  readonly steps: readonly Step[]
  readonly problems: readonly string[]
}

/**
 * Reads a key path such as `1,w2,"opening hours",busy,h`: steps separated by commas. Never throws; every problem
 * is a sentence that names the step.
 */
export function parseKeyPath(text: string): ParsedKeyPath {
  const steps: Step[] = []
  const problems: string[] = []
  for (const word of wordsOf(text)) {
    const step = stepOf(word)
    if (typeof step === 'string') problems.push(step)
    else steps.push(step)
  }
  return { steps, problems }
}

/** The words between commas and line breaks; commas in quotes do not separate. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"|[^,\n"])+|"[^\n]*/g)]
    .map(([word]) => word.trim())
    .filter((word) => word !== '')
}

function stepOf(word: string): Step | string {
  if (/^[0-9*#A-D]+$/.test(word)) return { type: 'keys', keys: word }
  if (word.startsWith('"')) return speechOf(word)
  if (word === 'n') return { type: 'nothing' }
  if (word === 'h') return { type: 'hangup' }
  if (word === agentWord) return { type: 'agent' }
  const [, seconds] = /^w(\d*(?:\.\d*)?)$/.exec(word) ?? []
  if (seconds !== undefined) return { type: 'pause', seconds: seconds === '' ? 1 : Number(seconds) }
  const [, name, keys] = /^([a-z-]+)(?::([0-9*#A-D]+))?$/.exec(word) ?? []
  const result = dialResults.find((each) => each === name)
  if (result !== undefined) return { type: 'dial', result, ...(keys !== undefined && { keys }) }
  return `"${word}" is not a step: keys are 0-9 * # A-D; ${allWords}`
}

function speechOf(word: string): Step | string {
  try {
    return { type: 'speech', text: String(JSON.parse(word)) }
  } catch {
    return `${word} is not speech: put a quotation mark at both ends`
  }
}

const allWords = `w2 waits two seconds, n says nothing, h hangs up, "words" says them, ${dialResults.join(' ')} are results of a Dial, ${agentWord} is an agent who takes the call out of a queue`
