// What Thunderbird 153 has and the published types (of 127) do not know yet.

declare namespace messenger {
  namespace messages {
    function abandonList(messageListId: string): Promise<void>;
  }

  namespace alarms {
    interface Alarm {
      name: string;
      scheduledTime: number;
      periodInMinutes?: number;
    }
    function create(
      name: string,
      info: { when?: number; delayInMinutes?: number; periodInMinutes?: number },
    ): Promise<void>;
    function clear(name: string): Promise<boolean>;
    function get(name: string): Promise<Alarm | undefined>;
    const onAlarm: WebExtEvent<(alarm: Alarm) => void>;
  }

  namespace messages {
    function getHeaders(messageId: number): Promise<Record<string, string[]>>;
  }

  namespace messengerUtilities {
    function convertToPlainText(html: string): Promise<string>;
  }

  namespace addressBooks.contacts {
    function list(parentId: string): Promise<{ id: string; vCard: string }[]>;
  }

  namespace scripting {
    function executeScript<Args extends unknown[]>(injection: {
      target: { tabId: number };
      func: (...args: Args) => unknown;
      args: Args;
      injectImmediately?: boolean;
    }): Promise<{ result?: unknown; error?: unknown }[]>;
  }
}
