/** Options of `ringback record` for those who run it as a service. */
export const adminOptions = {
  'admin-port': {
    fromEnvironment: true,
    type: 'number',
    integer: true,
    min: 0,
    max: 65_535,
    describe: 'Port for /healthz, /readyz and /metrics; 0 takes any free one (default: none)',
    group: 'Service',
  },
  'admin-host': {
    fromEnvironment: true,
    type: 'string',
    placeholder: '<address>',
    describe: 'Address that the admin port listens on (default: 127.0.0.1)',
    group: 'Service',
  },
  'drain-delay': {
    fromEnvironment: true,
    type: 'number',
    placeholder: '<seconds>',
    min: 0,
    max: 3600,
    describe:
      'How long requests are taken after a SIGTERM, not ready any more, before those in flight are finished (default: 0)',
    group: 'Service',
  },
} as const
