import { callStatus, isFinalCallStatus, parameter } from '@ringback/catalog'
import type { Draft } from './draft.ts'
import type { KindShape } from './kind-shape.ts'

/** Writes the parameters that other choices determine: addresses and geo with their aliases, direction, status, durations. */
export function finishOf(shape: KindShape): (draft: Draft) => void {
  const slot = shape.slotOf
  const callSlots = [parameter.Direction, parameter.CallStatus, parameter.From, parameter.To].map(slot)
  if (callSlots.every((each) => each === -1)) return () => {}
  const [directionSlot = -1, statusSlot = -1, fromSlot = -1, toSlot = -1] = callSlots
  const caller = slot(parameter.Caller)
  const called = slot(parameter.Called)
  const sides = geoSlots(slot)
  const callDuration = slot(parameter.CallDuration)
  const duration = callDuration === -1 ? -1 : slot(parameter.Duration)
  return (draft) => {
    const { values, from, to, hasAliases } = draft
    if (directionSlot >= 0) values[directionSlot] = draft.direction
    if (statusSlot >= 0) values[statusSlot] = draft.status
    if (fromSlot >= 0) values[fromSlot] = from.address
    if (toSlot >= 0) values[toSlot] = to.address
    if (caller >= 0 && hasAliases) values[caller] = from.address
    if (called >= 0 && hasAliases) values[called] = draft.calledAddress ?? to.address
    for (const side of sides) {
      if (side.isAlias && !hasAliases) continue
      const geo = side.isFrom ? draft.fromGeo : draft.toGeo
      if (geo === undefined) continue
      if (side.city >= 0) values[side.city] = geo.city
      if (side.state >= 0) values[side.state] = geo.state
      if (side.zip >= 0) values[side.zip] = geo.zip
      if (side.country >= 0) values[side.country] = geo.country
    }
    if (callDuration < 0 || draft.status === undefined) return
    if (!isFinalCallStatus(draft.status)) return
    if (draft.status !== callStatus.completed && !draft.hasZeroDuration) return
    const seconds = draft.status === callStatus.completed ? draft.seconds : 0
    values[callDuration] = String(seconds)
    if (duration >= 0 && draft.hasMinutes) values[duration] = String(Math.ceil(seconds / 60))
  }
}

interface SideSlots {
  readonly isFrom: boolean
  readonly isAlias: boolean
  readonly city: number
  readonly state: number
  readonly zip: number
  readonly country: number
}

function geoSlots(slot: (name: string) => number): readonly SideSlots[] {
  const { FromCity, FromState, FromZip, FromCountry, ToCity, ToState, ToZip, ToCountry } = parameter
  const { CallerCity, CallerState, CallerZip, CallerCountry } = parameter
  const { CalledCity, CalledState, CalledZip, CalledCountry } = parameter
  const side = (isFrom: boolean, isAlias: boolean, names: readonly string[]): SideSlots => {
    const [city = -1, state = -1, zip = -1, country = -1] = names.map(slot)
    return { isFrom, isAlias, city, state, zip, country }
  }
  return [
    side(true, false, [FromCity, FromState, FromZip, FromCountry]),
    side(false, false, [ToCity, ToState, ToZip, ToCountry]),
    side(true, true, [CallerCity, CallerState, CallerZip, CallerCountry]),
    side(false, true, [CalledCity, CalledState, CalledZip, CalledCountry]),
  ].filter(({ city }) => city >= 0)
}
