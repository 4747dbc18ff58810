import { backgroundVerbs } from '../../data/control-flow.ts'
import { element as elementName, verb } from '../../names.gen.ts'
import { endsDocument } from '../../view/reachable.ts'
import { runnableChildren } from '../../view/runnable-children.ts'
import { hint } from '../hint.ts'
import type { ElementRule, Problem } from '../options.ts'

/** The order of the verbs: what never runs, and what ends sooner than it looks. */
export const flowRule: ElementRule = ({ element, options }) => {
  if (element.id !== elementName.Response) return []
  const verbs = runnableChildren(element)
  const problems: Problem[] = []
  const end = verbs.findIndex(endsDocument)
  const [ender, unreached] = [verbs[end], verbs[end + 1]]
  if (end !== -1 && ender !== undefined && unreached !== undefined) {
    const action = ender.attributes['action'] === undefined ? '' : ', whose action takes over the call'
    const message = `${unreached.name} and what follows never run: they come after ${ender.name}${action}.`
    problems.push({ ...hint('unreachable', message, unreached.position), element: unreached.name })
  }
  const reject = verbs.findIndex(({ id }) => id === verb.Reject)
  const rejected = verbs[reject]
  if (rejected !== undefined && reject > 0) {
    const message =
      'Reject comes after other verbs: the call is answered before it, so that Reject only hangs up.'
    problems.push({ ...hint('late-reject', message, rejected.position), element: rejected.name })
  }
  const leave = verbs.find(({ id }) => id === verb.Leave)
  if (leave !== undefined && (options.context ?? 'voice') === 'voice') {
    const message = 'Leave only works in the waitUrl document of Enqueue; here it only ends the document.'
    problems.push({ ...hint('leave', message, leave.position), element: leave.name })
  }
  const last = verbs.at(-1)
  if (
    verbs.some(({ id }) => id === verb.Start) &&
    verbs.every(({ id }) => backgroundVerbs.includes(id)) &&
    last !== undefined
  ) {
    const message =
      'Start does not wait, and nothing follows that does: the call ends at once. Add a Pause, Dial or Gather.'
    problems.push({ ...hint('start-only', message, last.position), element: last.name })
  }
  return problems
}
