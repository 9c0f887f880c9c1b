/**
 * What a stand-in service does wrong. The first group is read at its start, the second at each request,
 * `refuse` at once (mirror/standin: service.py, listener.py).
 */
export interface Fault {
  /** Ends at once with this status: a crash loop, since systemd starts it again. */
  readonly exit?: number;
  /** Seconds before it listens. */
  readonly start_delay?: number;
  /** Runs without ever listening. */
  readonly no_listen?: boolean;
  /** Listens, and ends with status 3 so many seconds later. */
  readonly die_after?: number;
  /** Seconds from SIGTERM to its end. */
  readonly stop_delay?: number;
  readonly ignore_term?: boolean;

  /** Answers every request with this status. */
  readonly http_status?: number;
  /** Accepts, and never answers. */
  readonly no_answer?: boolean;
  /** Answers so many seconds late. */
  readonly slow?: number;
  /** Answers what is no HTTP. */
  readonly garbage?: boolean;

  /** Runs on, but connections are refused. */
  readonly refuse?: boolean;
}

/** What comes out of dmctl instead of its answer; without `commands`, of every command. */
export interface DmctlFault {
  readonly kind?:
    | 'garbage'
    | 'truncated'
    | 'empty'
    | 'rpc_error'
    | 'warn'
    | 'usage'
    | 'other_json'
    | 'crash';
  /** Seconds before it prints. */
  readonly slow?: number;
  readonly commands?: readonly string[];
}
