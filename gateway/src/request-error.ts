/** A request that cannot become a GraphQL request. The message is fit for clients. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** Of the HTTP answer. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
