/**
 * Does work once for an object that several checks ask for one after the other: the result for the last object is kept. A
 * map of weak references would keep all of them, and makes each garbage collection longer. The objects must not change.
 */
export function keepLast<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined
  return (key) => {
    if (last?.key !== key) last = { key, value: work(key) }
    return last.value
  }
}
