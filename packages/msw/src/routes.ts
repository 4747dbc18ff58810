import type { Route } from './api/route.ts'
import { callRoutes } from './calls/call-routes.ts'
import { conferenceRoutes } from './resources/conferences.ts'
import { configuredRoutes } from './resources/configured-routes.ts'
import { eventRoutes } from './resources/events.ts'
import { notificationRoutes } from './resources/notifications.ts'
import { participantRoutes } from './resources/participants.ts'
import { queueRoutes } from './resources/queues.ts'
import { recordingRoutes } from './resources/recordings.ts'
import { streamRoutes } from './resources/streams.ts'
import { userDefinedMessageRoutes } from './resources/user-defined-messages.ts'

/** All operations of the API. */
export const routes: readonly Route[] = [
  ...callRoutes,
  ...recordingRoutes,
  ...eventRoutes,
  ...notificationRoutes,
  ...streamRoutes,
  ...userDefinedMessageRoutes,
  ...conferenceRoutes,
  ...participantRoutes,
  ...queueRoutes,
  ...configuredRoutes,
]
