//! Answers: each file of the site at its address, only to requests that name this machine.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The policy that pages are served under: everything from here, nothing inline, nothing framed.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

type Site = Arc<RwLock<Arc<BTreeMap<String, Vec<u8>>>>>;

/// A server on this machine's own address.
pub struct Server {
    address: SocketAddr,
    site: Site,
}

impl Server {
    /// Starts to listen on a port of the loopback address; 0 takes any that is free.
    ///
    /// # Errors
    /// If the port cannot be had.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let site: Site = Arc::default();
        let app = Router::new().fallback(respond).with_state((site.clone(), address));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        std::thread::Builder::new().name("serve".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, app).await
            })
        })?;
        Ok(Server { address, site })
    }

    /// Where the hub is to be seen.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows this site from now on.
    pub fn show(&self, site: &BTreeMap<String, Vec<u8>>) {
        if let Ok(mut shown) = self.site.write() {
            *shown = Arc::new(site.clone());
        }
    }
}

async fn respond(State((site, address)): State<(Site, SocketAddr)>, request: Request) -> Response {
    // A page of another site could have its own name resolve to this machine; it is not answered.
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_own =
        [format!("127.0.0.1:{}", address.port()), format!("localhost:{}", address.port())].contains(&host.to_owned());
    if !is_own {
        return (StatusCode::MISDIRECTED_REQUEST, "this server answers to 127.0.0.1 and localhost only\n")
            .into_response();
    }
    let Ok(site) = site.read().map(|site| Arc::clone(&site)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let path = request.uri().path().trim_start_matches('/');
    if let Some(bytes) = site.get(path) {
        return file(StatusCode::OK, path, bytes);
    }
    let index = format!("{path}index.html");
    if let Some(bytes) = site.get(&index).filter(|_| path.is_empty() || path.ends_with('/')) {
        return file(StatusCode::OK, &index, bytes);
    }
    if site.contains_key(&format!("{path}/index.html")) {
        return Redirect::permanent(&format!("/{path}/")).into_response();
    }
    match site.get("404.html") {
        Some(bytes) => file(StatusCode::NOT_FOUND, "404.html", bytes),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn file(status: StatusCode, path: &str, bytes: &[u8]) -> Response {
    let mut response = (status, bytes.to_vec()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The media type of a file, by its ending.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
