import '@ringback/common/require-node'

export { startOutgoingCall, updateCall } from '../executor/outgoing-call.ts'
export { runDocuments } from '../executor/run-documents.ts'
export { runLeg } from '../executor/run-leg.ts'
export type { Leg, Target } from '../legs/leg.ts'
export { endLeg } from '../legs/leg-life.ts'
export { personAt } from '../legs/person.ts'
export {
  finishRecording,
  startRecording,
  type RecordingSubscription,
  type SoundRecording,
} from '../recordings/recordings.ts'
export type { Conference, Participant } from '../rooms/conference.ts'
export { averageWait, waitedSeconds, type Queue, type QueueEntry } from '../rooms/queue.ts'
export { queueNamed } from '../rooms/queue-named.ts'
export { conferenceNamed, participantValues, reportConference } from '../rooms/report-conference.ts'
export { appAddressOf, type AppAddress } from '../simulation/app-address.ts'
export { createSimulation } from '../simulation/create-simulation.ts'
export { scheduleBackground } from '../simulation/schedule-background.ts'
export { createScope, Interrupted } from '../simulation/scope.ts'
export { emit, type Simulation } from '../simulation/simulation.ts'
export { acceptsSocket, type WantedSocket } from '../stream/socket/accepts-socket.ts'
export { exchangesOf, runningExchangeIds, type ExchangeContext } from '../webhooks/exchanges.ts'
export { notify } from '../webhooks/send-webhook.ts'
export { openPhone, type OpenPhoneOptions } from '../phone/create-phone.ts'
export { callMatchers, type CallMatchers, type MatcherResult } from '../vitest/call-matchers.ts'
export type { TimeHold } from '../simulation/time-hold.ts'
