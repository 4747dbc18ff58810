export { virtualClock, type VirtualClock } from './ports/virtual-clock.ts'
export { createPhone, type CallOptions, type Phone } from './phone/create-phone.ts'
export type { PhoneOptions, TargetOption } from './phone/phone-options.ts'
export type { PhoneCall } from './phone/phone-call.ts'
export { describeEvent } from './phone/describe-event.ts'
export type { CallEvent, EventOf, Waiting } from './world/events.ts'
export type { Line, People, Person, PersonScript, SettleOptions } from './world/people.ts'
export { createWorld, type WorldOptions } from './world/create-world.ts'
export { emit, type World } from './world/world.ts'
export type { Leg, Target } from './world/leg.ts'
export { endLeg } from './world/leg-life.ts'
export { personAt } from './world/people.ts'
export { rfc2822 } from './world/dates.ts'
export { later } from './world/later.ts'
export { notify } from './world/send.ts'
export {
  conferenceNamed,
  participantValues,
  reportConference,
  type Conference,
  type Participant,
} from './world/conference.ts'
export { averageWait, queueNamed, waitedSeconds, type Queue, type QueueEntry } from './world/queue.ts'
export {
  finishRecording,
  startRecording,
  type RecordingSubscription,
  type SoundRecording,
} from './world/recordings.ts'
export { createScope, Interrupted } from './world/scope.ts'
export { runDocuments } from './executor/run-documents.ts'
export { runLeg } from './executor/run-leg.ts'
export type { Unknowns } from './world/unknowns.ts'
export { exchangesOf, runningExchangeIds, type ExchangeContext } from './world/exchanges.ts'
export {
  startOutgoingCall,
  updateCall,
  type CallUpdate,
  type OutgoingCall,
} from './executor/outgoing-call.ts'
export { parseKeyPath, type ParsedKeyPath } from './steps/parse-key-path.ts'
export { printKeyPath } from './steps/print-key-path.ts'
export { dialResults, type DialOutcome, type Step } from './steps/step.ts'
export { createWalk, type Walk, type WalkOptions } from './steps/walk.ts'
