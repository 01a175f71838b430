import { useRef, useState } from 'react';
import 'kanbao';

/** An issue in a React page (19 or newer): attributes as props, events by their names, methods through a ref. */
export function Issue({ src }) {
  const reader = useRef(null);
  const [headline, setHeadline] = useState('');
  return (
    <>
      <p>
        <button type="button" onClick={() => reader.current.search('渡口')}>
          渡口
        </button>
        {headline && <output>正在读：{headline}</output>}
      </p>
      <kanbao-reader
        ref={reader}
        src={src}
        lang="zh-Hans"
        onkanbao-article={({ detail }) => setHeadline(detail.headline)}
      >
        <p>报纸正在路上。</p>
      </kanbao-reader>
    </>
  );
}
