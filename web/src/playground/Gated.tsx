import { useState } from "react";
import { AskToken } from "../gate/AskToken.tsx";
import type { OpenedQuery } from "./fragment.ts";
import { keepToken } from "./fetcher.ts";
import { Playground } from "./Playground.tsx";

interface Props {
  /** The server lets everybody read. */
  readonly open: boolean;
  readonly opened: OpenedQuery | undefined;
}

/** The playground, once there is a token where reading takes one. */
export function Gated({ open, opened }: Props) {
  const [passed, setPassed] = useState(open);
  if (passed) return <Playground opened={opened} />;
  return (
    <AskToken
      onToken={(token) => {
        keepToken(token);
        setPassed(true);
      }}
    />
  );
}
