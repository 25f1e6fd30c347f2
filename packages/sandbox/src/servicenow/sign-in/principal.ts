/** Who a request or a script acts for. */
export interface Principal {
  readonly userName: string;
  /** Of the `sys_user` row. */
  readonly sysId: string;
  /** Role names. */
  readonly roles: ReadonlySet<string>;
}
